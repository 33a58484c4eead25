// Spans of both ends of every message, over every transport, with two releases as ES modules and as CommonJS.

import { startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS, type Variant } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const newest = VARIANTS[0]!;

async function spansOf(
  variant: Variant,
  transport: (typeof TRANSPORTS)[number],
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly SpanRecord[]> {
  const result = await runScenario(
    mcpProgram(variant, transport, source, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  return sink.traces();
}

const pick = (spans: readonly SpanRecord[], kind: string, name: string): SpanRecord => {
  const found = spans.find((span) => span.kind === kind && span.name === name);
  if (found === undefined) {
    throw new Error(`no ${kind} ${name} in ${spans.map((span) => span.name).join(', ')}`);
  }
  return found;
};

const NETWORK = {
  memory: {},
  stdio: { 'network.transport': 'pipe' },
  http: {
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
    'mcp.session.id': 'session-1',
  },
  sse: { 'network.transport': 'tcp', 'network.protocol.name': 'http' },
  websocket: { 'network.transport': 'tcp', 'network.protocol.name': 'websocket' },
};

describe.each(VARIANTS)('@modelcontextprotocol/sdk $version as $format', (variant) => {
  it.each(TRANSPORTS)('has a span at both ends over %s', async (transport) => {
    const spans = await spansOf(
      variant,
      transport,
      `const end = await connect(); await client.listTools(); await call('echo', { city: 'Rome' }); await end();`,
    );
    const client = pick(spans, 'client', 'tools/call echo');
    const server = pick(spans, 'server', 'tools/call echo');
    const common = {
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'echo',
      'jsonrpc.request.id': '2',
      'mcp.protocol.version': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      'llm_otel.mcp.server.name': 'weather',
      'llm_otel.outcome': 'completed',
      ...NETWORK[transport],
    };
    expect(client.attributes).toMatchObject(common);
    expect(server.attributes).toMatchObject(common);
    expect(client.status.code).toBe('unset');
    const isRemote = transport !== 'memory' && transport !== 'stdio';
    expect(client.attributes['server.address']).toBe(isRemote ? '127.0.0.1' : undefined);
    expect(server.attributes).not.toHaveProperty('server.address');
    pick(spans, 'client', 'initialize');
    pick(spans, 'server', 'initialize');
    pick(spans, 'client', 'tools/list');
    pick(spans, 'server', 'notifications/initialized');
  });
});

describe('what fails', () => {
  it('a tool that says so is an error of the tool at both ends', async () => {
    const spans = await spansOf(newest, 'memory', `await connect(); await call('fails', {});`);
    for (const kind of ['client', 'server']) {
      const span = pick(spans, kind, 'tools/call fails');
      expect(span.attributes).toMatchObject({ 'error.type': 'tool_error' });
      expect(span.attributes).not.toHaveProperty('rpc.response.status_code');
      expect(span.status.code).toBe('error');
    }
  });

  it.each([
    ['throws', '-32603', 'error'],
    ['refuses', '-32602', 'unset'],
  ])('an error of JSON-RPC has its code: a tool that %s', async (tool, code, status) => {
    const spans = await spansOf(
      newest,
      'memory',
      `await connect(); await call('${tool}', {}).catch(told);`,
    );
    const client = pick(spans, 'client', `tools/call ${tool}`);
    expect(client.attributes).toMatchObject({
      'error.type': code,
      'rpc.response.status_code': code,
      'llm_otel.outcome': 'error',
    });
    expect(client.status.code).toBe('error');
    const server = pick(spans, 'server', `tools/call ${tool}`);
    expect(server.attributes).toMatchObject({ 'rpc.response.status_code': code });
    expect(server.status.code).toBe(status);
    expect(server.attributes['error.type']).toBe(status === 'error' ? code : undefined);
  });

  it('a method that the server does not have', async () => {
    const spans = await spansOf(
      newest,
      'memory',
      `await connect(); await client.request({ method: 'acme/none' }, types.EmptyResultSchema).catch(told);`,
    );
    expect(pick(spans, 'client', 'acme/none').attributes).toMatchObject({ 'error.type': '-32601' });
    const server = pick(spans, 'server', 'acme/none');
    expect(server.attributes).toMatchObject({ 'rpc.response.status_code': '-32601' });
    expect(server.status.code).toBe('unset');
  });

  it('a call that its caller cancels is aborted at both ends', async () => {
    const spans = await spansOf(
      newest,
      'stdio',
      `const end = await connect(); const stop = new AbortController();
       const called = call('waits', {}, undefined, { signal: stop.signal, onprogress: () => {} });
       await client.ping(); stop.abort('enough'); await called.catch(told); await client.ping(); await end();`,
    );
    for (const kind of ['client', 'server']) {
      const { attributes, status } = pick(spans, kind, 'tools/call waits');
      expect(attributes).toMatchObject({ 'llm_otel.outcome': 'aborted' });
      expect(attributes).not.toHaveProperty('error.type');
      expect(status.code).toBe('unset');
    }
    const cancelled = pick(spans, 'server', 'notifications/cancelled');
    expect(cancelled.parentSpanId).toBe(pick(spans, 'server', 'tools/call waits').spanId);
  });

  it.each([
    ['a deadline of the caller', '{ signal: AbortSignal.timeout(20) }', 'TimeoutError'],
    ["the SDK's timeout", '{ timeout: 20 }', '-32001'],
  ])('%s is an error without a response', async (_what, options, type) => {
    const spans = await spansOf(
      newest,
      'memory',
      `await connect(); await call('waits', {}, undefined, ${options}).catch(told);`,
    );
    const { attributes } = pick(spans, 'client', 'tools/call waits');
    expect(attributes).toMatchObject({ 'llm_otel.outcome': 'error', 'error.type': type });
    expect(attributes).not.toHaveProperty('rpc.response.status_code');
  });

  it('a server that dies in the middle', async () => {
    const spans = await spansOf(
      newest,
      'stdio',
      `await connect(); await call('dies', {}).catch(told);`,
    );
    expect(pick(spans, 'client', 'tools/call dies').attributes).toMatchObject({
      'error.type': '-32000',
      'llm_otel.outcome': 'error',
    });
  });
});

describe('messages of the server', () => {
  it.each(TRANSPORTS)('a request to the client stands below the handler over %s', async (way) => {
    const spans = await spansOf(
      newest,
      way,
      `const end = await connect(); await call('asks', {}); await end();`,
    );
    const outer = pick(spans, 'server', 'tools/call asks');
    const asking = pick(spans, 'client', 'sampling/createMessage');
    const answering = pick(spans, 'server', 'sampling/createMessage');
    expect(asking.parentSpanId).toBe(outer.spanId);
    expect(answering.parentSpanId).toBe(asking.spanId);
  });

  it.each(TRANSPORTS)('progress has spans and reaches the listener over %s', async (way) => {
    const spans = await spansOf(
      newest,
      way,
      `const end = await connect(); await call('tells', {}, undefined, { onprogress: show }); await end();`,
    );
    const sent = pick(spans, 'client', 'notifications/progress');
    expect(sent.parentSpanId).toBe(pick(spans, 'server', 'tools/call tells').spanId);
    const heard = pick(spans, 'server', 'notifications/progress');
    expect(heard.traceId).toBe(pick(spans, 'client', 'tools/call tells').traceId);
  });
});

it('traces handlers that the application sets for all methods', async () => {
  const spans = await spansOf(
    newest,
    'memory',
    `const { InMemoryTransport } = await kit.load('inMemory');
     const [one, other] = InMemoryTransport.createLinkedPair();
     const server = await kit.makeServer();
     server.fallbackRequestHandler = async ({ method }) => ({ said: method });
     server.fallbackNotificationHandler = async (...given) => show('notified', given.length);
     await server.connect(other); await client.connect(one);
     show(await client.request({ method: 'acme/any' }, types.ResultSchema));
     await client.notification({ method: 'notifications/acme' });
     show([...server._requestHandlers.keys()], [...server._notificationHandlers.keys()]);`,
  );
  expect(pick(spans, 'server', 'acme/any').attributes).toMatchObject({
    'llm_otel.outcome': 'completed',
  });
  pick(spans, 'server', 'notifications/acme');
});

it('records nothing with LLM_OTEL_DISABLED_SDKS=mcp, and sends no trace', async () => {
  const spans = await spansOf(
    newest,
    'stdio',
    `const end = await connect(); show(await call('meta', {})); await end();`,
    { LLM_OTEL_DISABLED_SDKS: 'mcp' },
  );
  expect(spans).toEqual([]);
});
