// What happens in long sessions: questions in both directions, pages, changes, progress, broken streams and clients
// that know nothing of traces. Each program sees the same with and without us.

import { startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

type Way = (typeof TRANSPORTS)[number];

/** The spans of a program, which prints the same without us. */
async function both(way: Way, source: string): Promise<readonly SpanRecord[]> {
  const [traced, bare] = await Promise.all(
    [true, false].map((isTraced) =>
      runScenario(
        mcpProgram(VARIANTS[0]!, way, source, {
          isTraced,
          env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
        }),
      ),
    ),
  );
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(bare!.stdout).not.toBe('');
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare!.stdout });
  return sink.traces();
}

const named = (spans: readonly SpanRecord[], kind: string, name: string): SpanRecord[] =>
  spans.filter((span) => span.kind === kind && span.name === name);

describe.each(TRANSPORTS)('over %s', (way) => {
  it('a question to the user has a span at both ends, below the call that asks it', async () => {
    const spans = await both(
      way,
      `const end = await connect();
       const requestedSchema = { type: 'object', properties: { yes: { type: 'boolean' } } };
       for (const action of ['accept', 'decline']) {
         kit.answers.elicitation = { action, ...(action === 'accept' && { content: { yes: true } }) };
         show(await call('elicits', { message: 'sure?', requestedSchema }));
       }
       await end();`,
    );
    const handlers = named(spans, 'server', 'tools/call elicits');
    const asked = named(spans, 'client', 'elicitation/create');
    const answered = named(spans, 'server', 'elicitation/create');
    expect(handlers).toHaveLength(2);
    expect(asked.map((span) => span.parentSpanId)).toEqual(handlers.map((span) => span.spanId));
    expect(answered.map((span) => span.parentSpanId)).toEqual(asked.map((span) => span.spanId));
    for (const { attributes } of [...asked, ...answered]) {
      expect(attributes['llm_otel.outcome']).toBe('completed');
    }
  });

  it('each page of a list has a span', async () => {
    const spans = await both(
      way,
      `const end = await connect();
       let cursor;
       do {
         const page = await client.listPrompts(cursor && { cursor });
         show(page);
         cursor = page.nextCursor;
       } while (cursor);
       await client.listPrompts({ cursor: 'none' }).catch(told);
       await end();`,
    );
    const pages = named(spans, 'client', 'prompts/list');
    expect(pages.map(({ attributes }) => attributes['error.type'])).toEqual([
      undefined,
      undefined,
      undefined,
      '-32602',
    ]);
    const servers = named(spans, 'server', 'prompts/list');
    expect(servers.map((span) => span.parentSpanId)).toEqual(pages.map((span) => span.spanId));
  });

  it('a change of a list has a span at both ends, and reaches the listener', async () => {
    const spans = await both(
      way,
      `const changed = [];
       client.setNotificationHandler(types.ToolListChangedNotificationSchema, ({ method }) => { changed.push(method); });
       const end = await connect();
       show(await call('changes', {}), changed);
       await end();`,
    );
    const name = 'notifications/tools/list_changed';
    const [handler] = named(spans, 'server', 'tools/call changes');
    expect(named(spans, 'client', name)).toMatchObject([{ parentSpanId: handler!.spanId }]);
    expect(named(spans, 'server', name)).toHaveLength(1);
  });

  it('each message of progress has a span, in the trace of its call', async () => {
    const spans = await both(
      way,
      `const end = await connect();
       const seen = [];
       show(await call('steps', { steps: 3 }, undefined, { onprogress: (told) => seen.push(told) }), seen);
       await end();`,
    );
    const [handler] = named(spans, 'server', 'tools/call steps');
    const sent = named(spans, 'client', 'notifications/progress');
    expect(sent.map((span) => span.parentSpanId)).toEqual(Array(3).fill(handler!.spanId));
    const [call] = named(spans, 'client', 'tools/call steps');
    const heard = named(spans, 'server', 'notifications/progress');
    expect(heard.map((span) => span.traceId)).toEqual(Array(3).fill(call!.traceId));
  });
});

/** A server over streamable HTTP whose events can be sent again, with a tool that breaks the stream of its call. */
const RESUMABLE = `
  const http = require('node:http');
  const { StreamableHTTPServerTransport } = await kit.load('server/streamableHttp');
  const { StreamableHTTPClientTransport } = await kit.load('client/streamableHttp');
  const events = [];
  const eventStore = {
    async storeEvent(stream, message) { events.push({ stream, message }); return String(events.length); },
    async replayEventsAfter(last, { send }) {
      const { stream } = events[Number(last) - 1];
      for (const [at, event] of events.entries()) if (at >= Number(last) && event.stream === stream && event.message.jsonrpc) await send(String(at + 1), event.message);
      return stream;
    },
  };
  const seen = { resumed: 0 };
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => 'session-1', eventStore, retryInterval: 1 });
  const server = await kit.makeServer({ call: async ({ params }, extra) => {
    if (params.name !== 'breaks') return { content: [] };
    extra.closeSSEStream();
    return { content: [{ type: 'text', text: 'after the break' }] };
  } });
  await server.connect(transport);
  const listener = http.createServer((req, res) => {
    if (req.headers['last-event-id']) seen.resumed += 1;
    void transport.handleRequest(req, res);
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = new URL('http://127.0.0.1:' + listener.address().port + '/mcp');
  const stop = () => { listener.closeAllConnections(); listener.close(); };`;

it('a call whose stream breaks and is resumed has one span at each end', async () => {
  const spans = await both(
    'http',
    `${RESUMABLE}
     await client.connect(new StreamableHTTPClientTransport(url));
     show(await call('breaks', {}));
     if (seen.resumed === 0) throw new Error('the stream did not break');
     await client.close(); stop();`,
  );
  const [client, ...more] = named(spans, 'client', 'tools/call breaks');
  expect(more).toEqual([]);
  expect(client!.attributes['llm_otel.outcome']).toBe('completed');
  const servers = named(spans, 'server', 'tools/call breaks');
  expect(servers).toMatchObject([
    { parentSpanId: client!.spanId, attributes: { 'llm_otel.outcome': 'completed' } },
  ]);
});

it('a client over HTTP that sends no _meta is answered, and its calls are roots', async () => {
  const spans = await both(
    'http',
    `${RESUMABLE}
     const post = async (message, headers = {}) => {
       const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', ...message }),
         headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers } });
       const text = await answer.text();
       show(answer.status, text.split('\\n').filter((line) => line.startsWith('data: {')));
     };
     await post({ id: 0, method: 'initialize', params: { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'raw', version: '1' } } });
     const session = { 'mcp-session-id': 'session-1' };
     await post({ method: 'notifications/initialized' }, session);
     await post({ id: 1, method: 'tools/call', params: { name: 'echo', arguments: { city: 'Rome' } } }, session);
     await post({ id: 2, method: 'tools/call', params: { name: 'meta' } }, session);
     stop();`,
  );
  const calls = spans.filter(({ name }) => name.startsWith('tools/call'));
  expect(calls.map(({ name, kind }) => [name, kind])).toEqual([
    ['tools/call echo', 'server'],
    ['tools/call meta', 'server'],
  ]);
  for (const call of calls) {
    expect(call.parentSpanId ?? '').toBe('');
    expect(call.attributes).toMatchObject({
      'mcp.session.id': 'session-1',
      'mcp.protocol.version': '2025-03-26',
    });
  }
});
