// The trace goes with the messages, in `_meta` and in the environment of processes, and nowhere else.

import { runScenario, startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runHosted = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const newest = VARIANTS[0]!;
const TRACEPARENT = /^00-[\da-f]{32}-[\da-f]{16}-01$/;
const OTHER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function run(
  transport: (typeof TRANSPORTS)[number],
  source: string,
  env: Readonly<Record<string, string>> = {},
  variant = newest,
  runProgram: typeof runHosted = runHosted,
): Promise<{ readonly shown: unknown[]; readonly spans: readonly SpanRecord[] }> {
  const { exitCode, stdout, stderr } = await runProgram(
    mcpProgram(
      variant,
      transport,
      `const { chainStep, withConversation } = require('llm-otel'); ${source}`,
      {
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
      },
    ),
  );
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const shown = stdout.trim().split('\n').filter(Boolean);
  return { shown: shown.map((line) => JSON.parse(line) as unknown), spans: sink.traces() };
}

/** What the handler got: `_meta`, and two variables of its process. */
const meta = (given = ''): string =>
  `const { content } = await client.callTool({ name: 'meta', ${given} }); show(JSON.parse(content[0].text));`;
const inTrace = (source: string): string =>
  `await chainStep('outer', async () => { const end = await connect(); ${source} await end(); });`;

describe.each(VARIANTS)('@modelcontextprotocol/sdk $version as $format', (variant) => {
  it.each(TRANSPORTS)('joins client and server over %s', async (transport) => {
    const { shown, spans } = await run(transport, inTrace(meta()), {}, variant);
    const [[received]] = shown as [[Record<string, string>]];
    expect(Object.keys(received)).toEqual(['traceparent']);
    expect(received['traceparent']).toMatch(TRACEPARENT);
    const both = spans.filter(({ name }) => name === 'tools/call meta');
    const client = both.find(({ kind }) => kind === 'client')!;
    const server = both.find(({ kind }) => kind === 'server')!;
    expect(server).toMatchObject({ traceId: client.traceId, parentSpanId: client.spanId });
    expect(received['traceparent']).toContain(client.spanId);
    // A socket and its messages have no context of their own, and notifications carry none.
    const apart = transport === 'websocket' ? ['notifications/initialized'] : [];
    const others = spans.filter(({ traceId }) => traceId !== client.traceId);
    expect(others.map(({ name }) => name)).toEqual(apart);
  });
});

describe('what a message carries', () => {
  it('is left alone where the application has put a trace', async () => {
    const { shown, spans } = await run(
      'memory',
      inTrace(meta(`_meta: { traceparent: '${OTHER}', mine: 1 }`)),
    );
    expect(shown).toEqual([[{ traceparent: OTHER, mine: 1 }, null, null]]);
    const server = spans.find(({ kind, name }) => kind === 'server' && name === 'tools/call meta')!;
    expect(server).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
    });
    // The span around it in this process.
    const client = spans.find(({ kind, name }) => kind === 'client' && name === 'tools/call meta')!;
    expect(server.links).toMatchObject([{ traceId: client.traceId, spanId: client.spanId }]);
  });

  it('keeps what else is there', async () => {
    const { shown } = await run('memory', inTrace(meta(`_meta: { mine: 1 }`)));
    expect(shown).toMatchObject([
      [{ mine: 1, traceparent: expect.stringMatching(TRACEPARENT) }, null, null],
    ]);
  });

  it('is nothing with LLM_OTEL_MCP_PROPAGATION=off, which also ignores what comes', async () => {
    const { shown, spans } = await run('stdio', inTrace(meta()), {
      LLM_OTEL_MCP_PROPAGATION: 'off',
    });
    expect(shown).toEqual([[null, null, null]]);
    const traces = new Set(spans.map(({ traceId }) => traceId));
    expect(traces.size).toBeGreaterThan(1);
  });

  it('has no baggage unless LLM_OTEL_MCP_BAGGAGE=on', async () => {
    const source = `const { context, propagation } = require('@opentelemetry/api');
      const baggage = propagation.createBaggage({ 'session.id': { value: 's-1' } });
      await context.with(propagation.setBaggage(context.active(), baggage), async () => { ${inTrace(meta())} });`;
    const off = await run('stdio', `await chainStep('first', () => 1); ${source}`);
    expect(off.shown).toMatchObject([
      [{ traceparent: expect.any(String) }, expect.any(String), null],
    ]);
    expect(off.shown[0]).not.toMatchObject([{ baggage: expect.anything() }]);
    const on = await run('stdio', `await chainStep('first', () => 1); ${source}`, {
      LLM_OTEL_MCP_BAGGAGE: 'on',
    });
    expect(on.shown).toMatchObject([
      [{ baggage: 'session.id=s-1' }, expect.any(String), 'session.id=s-1'],
    ]);
  });

  it('has the state of the trace, and reaches the server with it', async () => {
    const { shown, spans } = await run(
      'stdio',
      `const { context, createTraceState, trace } = require('@opentelemetry/api');
       await chainStep('first', () => 1);
       const [, traceId, spanId] = '${OTHER}'.split('-');
       const remote = { traceId, spanId, traceFlags: 1, isRemote: true, traceState: createTraceState('acme=1') };
       await context.with(trace.setSpanContext(context.active(), remote), async () => { ${inTrace(meta())} });`,
    );
    expect(shown).toMatchObject([[{ tracestate: 'acme=1' }, expect.any(String), null]]);
    const server = spans.find(({ kind, name }) => kind === 'server' && name === 'tools/call meta');
    expect(server).toMatchObject({ traceState: 'acme=1' });
  });

  it('has the format of the W3C whatever propagator the application has', async () => {
    const { shown } = await run(
      'memory',
      `const { propagation } = require('@opentelemetry/api');
       propagation.setGlobalPropagator({ inject: (_, carrier) => { carrier.b3 = 'x'; }, extract: (context) => context, fields: () => [] });
       ${inTrace(meta())}`,
      {},
      newest,
      runScenario,
    );
    expect(shown).toEqual([[{ traceparent: expect.stringMatching(TRACEPARENT) }, null, null]]);
  });
});

describe('the environment of a server over stdio', () => {
  it('has the trace, which its spans without a parent of their own join', async () => {
    const { shown, spans } = await run(
      'stdio',
      inTrace(
        `${meta()} await client.transport.send({ jsonrpc: '2.0', id: 'raw', method: 'ping' });`,
      ),
    );
    const outer = spans.find(({ name }) => name === 'chain.step')!;
    expect(shown).toMatchObject([[{}, `00-${outer.traceId}-${outer.spanId}-01`, null]]);
    const raw = spans.find(({ attributes }) => attributes['jsonrpc.request.id'] === 'raw');
    expect(raw).toMatchObject({ traceId: outer.traceId, parentSpanId: outer.spanId });
  });

  it('keeps the trace that the application has put there', async () => {
    const { shown } = await run(
      'stdio',
      `await chainStep('outer', async () => { const end = await connect({ TRACEPARENT: '${OTHER}' }); ${meta()} await end(); });`,
    );
    expect(shown).toMatchObject([[{}, OTHER, null]]);
  });

  it('is not changed in the object of the application', async () => {
    const { shown } = await run(
      'stdio',
      inTrace(`show(Object.keys(client.transport._serverParams.env).includes('TRACEPARENT'));`),
    );
    expect(shown).toEqual([false]);
  });
});

describe('a server that refuses unknown keys in _meta', () => {
  const REFUSING = `{ call: (request) => {
    const unknown = Object.keys(request.params._meta ?? {}).filter((key) => key !== 'progressToken');
    if (unknown.length > 0) throw new types.McpError(-32602, 'Unrecognized keys in _meta: ' + unknown);
    return { content: [{ type: 'text', text: 'accepted' }] };
  } }`;

  it('gets the call as the application made it, and no trace any more', async () => {
    const { shown, spans } = await run(
      'memory',
      `await connect({}, ${REFUSING}); for (const _ of [1, 2]) show((await call('strict', {})).content[0].text);`,
    );
    expect(shown).toEqual(['accepted', 'accepted']);
    const sent = spans.filter(
      ({ kind, name }) => kind === 'client' && name === 'tools/call strict',
    );
    const handled = spans.filter(
      ({ kind, name }) => kind === 'server' && name === 'tools/call strict',
    );
    expect(sent.map(({ attributes }) => attributes['llm_otel.outcome'])).toEqual([
      'completed',
      'completed',
    ]);
    expect(handled).toHaveLength(3);
  });

  it('still refuses what the application itself has put there', async () => {
    const { shown } = await run(
      'memory',
      `await connect({}, ${REFUSING}); await client.callTool({ name: 'strict', _meta: { mine: 1 } }).catch((error) => show(error.message));`,
    );
    expect(shown).toEqual([expect.stringMatching(/Unrecognized keys in _meta: mine$/)]);
  });
});
