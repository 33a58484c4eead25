// The request of version 2 that does not pass through the class that sends all others: what a client asks before its
// session begins.

import { startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const preload = createRequire(import.meta.url).resolve('llm-otel/register');
const LOAD = { cjs: 'async (name) => require(name)', esm: '(name) => import(name)' };

/** A client with `clientOptions`, and a server whose every request passes `answer` first. */
function program(format: keyof typeof LOAD, source: string): string {
  const body = `
    const load = ${LOAD[format]};
    const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
    const { McpServer, createMcpHandler } = await load('@modelcontextprotocol/server');
    const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
    const told = (error) => show(error.constructor.name, error.code, error.message);
    const make = () => {
      const server = new McpServer({ name: 'weather', version: '1.0.0' });
      server.registerTool('echo', {}, async () => ({ content: [] }));
      return server;
    };
    const handler = createMcpHandler(make);
    const start = async (answer = () => undefined) => {
      const listener = require('node:http').createServer(async (req, res) => {
        const chunks = []; for await (const chunk of req) chunks.push(chunk);
        const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
        const message = body && JSON.parse(body);
        const refused = message && answer(message);
        if (refused === 'hang up') return req.socket.destroy();
        if (refused) return res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id: message.id, ...refused }));
        const init = { method: req.method, headers: req.headers, body };
        const answered = await handler.fetch(new Request('http://127.0.0.1' + req.url, init));
        res.writeHead(answered.status, Object.fromEntries(answered.headers));
        if (answered.body) for await (const chunk of answered.body) res.write(chunk);
        res.end();
      });
      await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
      return listener;
    };
    const connect = async (listener, options = { mode: 'auto' }) => {
      const client = new Client({ name: 'tester', version: '1.0.0' }, { versionNegotiation: options });
      await client.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/mcp')));
      return client;
    };
    ${source}
    listener.closeAllConnections(); listener.close();`;
  return format === 'cjs'
    ? `(async () => { ${body} })();`
    : `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${body}`;
}

/** Runs it with and without us: it sees the same. */
async function both(format: keyof typeof LOAD, source: string, env = {}) {
  const [traced, bare] = await Promise.all(
    [['--require', preload], []].map((nodeArguments) =>
      runScenario({
        format,
        source: program(format, source),
        nodeArguments,
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
      }),
    ),
  );
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare!.stdout });
  return { stderr: traced!.stderr, spans: sink.traces() };
}

const clients = (spans: readonly SpanRecord[], method: string): SpanRecord[] =>
  spans.filter(({ kind, name }) => kind === 'client' && name === method);

describe.each(['esm', 'cjs'] as const)('server/discover as %s', (format) => {
  it('has a span at both ends, in one trace', async () => {
    const { spans } = await both(
      format,
      `const listener = await start(); const client = await connect(listener);
       show(client.getServerVersion()); await client.close();`,
    );
    const [client, ...others] = clients(spans, 'server/discover');
    expect(others).toEqual([]);
    expect(client!.attributes).toMatchObject({
      'mcp.method.name': 'server/discover',
      'jsonrpc.request.id': 'server-discover-probe-1',
      'mcp.protocol.version': '2026-07-28',
      'network.transport': 'tcp',
      'server.address': '127.0.0.1',
      'llm_otel.outcome': 'completed',
    });
    const servers = spans.filter((span) => span.kind === 'server' && span.name === client!.name);
    expect(servers).toMatchObject([{ traceId: client!.traceId, parentSpanId: client!.spanId }]);
  });

  it('says how an older server refuses it', async () => {
    const { spans } = await both(
      format,
      `const asked = [];
       const listener = await start((message) => {
         asked.push(message.method);
         return message.method === 'server/discover' && { error: { code: -32601, message: 'Method not found' } };
       });
       const client = await connect(listener); show(client.getServerVersion(), asked); await client.close();`,
    );
    expect(clients(spans, 'server/discover')).toMatchObject([
      { attributes: { 'error.type': '-32601', 'rpc.response.status_code': '-32601' } },
    ]);
    expect(clients(spans, 'initialize')).toHaveLength(1);
  });
});

it('asks again without the trace, if a server refuses that', async () => {
  const { spans } = await both(
    'esm',
    `const listener = await start(({ method, params }) => {
       if (method !== 'server/discover' || !('traceparent' in params._meta)) return;
       return { error: { code: -32602, message: 'Unrecognized key in _meta: traceparent' } };
     });
     const client = await connect(listener); show(client.getNegotiatedProtocolVersion()); await client.close();`,
  );
  expect(clients(spans, 'server/discover')).toMatchObject([
    { attributes: { 'llm_otel.outcome': 'completed' } },
  ]);
});

it('sends no trace if it shall not', async () => {
  const { spans } = await both(
    'esm',
    `const keys = [];
     const listener = await start(({ params }) => { keys.push(...Object.keys(params?._meta ?? {})); });
     const client = await connect(listener); show(keys); await client.close();`,
    { LLM_OTEL_MCP_PROPAGATION: 'off' },
  );
  expect(clients(spans, 'server/discover')).toHaveLength(1);
});

it('has an error if the server hangs up', async () => {
  const { spans } = await both(
    'esm',
    `const listener = await start(({ method }) => method === 'server/discover' && 'hang up');
     await connect(listener, { mode: { pin: '2026-07-28' } }).catch(({ constructor, code }) => show(constructor.name, code));`,
  );
  const [span] = clients(spans, 'server/discover');
  expect(span!.attributes).toMatchObject({ 'llm_otel.outcome': 'error' });
  expect(span!.attributes['error.type']).toEqual(expect.any(String));
});
