// Subscriptions to changes, of version 2: a span at both ends, over HTTP and stdio.

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
type Format = keyof typeof LOAD;

const SERVER = `
  const make = () => {
    const server = new McpServer({ name: 'weather', version: '1.0.0' });
    const tool = server.registerTool('forecast', {}, async () => ({ content: [] }));
    server.registerTool('change', {}, async () => { tool.update({ description: 'new' }); return { content: [] }; });
    return server;
  };`;

const CONNECT = {
  http: `
    const { createMcpHandler, McpServer } = await load('@modelcontextprotocol/server');
    ${SERVER}
    const handler = createMcpHandler(make, { maxSubscriptions: 1 });
    const listener = require('node:http').createServer(async (req, res) => {
      const chunks = []; for await (const chunk of req) chunks.push(chunk);
      const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
      const gone = new AbortController();
      res.on('close', () => gone.abort());
      const answer = await handler.fetch(new Request('http://127.0.0.1' + req.url, { method: req.method, headers: req.headers, body, signal: gone.signal }));
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body) for await (const chunk of answer.body) res.write(chunk);
      res.end();
    });
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const transport = new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/mcp'));
    const end = async () => { listener.closeAllConnections(); listener.close(); };`,
  stdio: `
    const { StdioClientTransport } = await load('@modelcontextprotocol/client/stdio');
    const transport = new StdioClientTransport({ command: process.execPath, stderr: 'inherit',
      args: [...JSON.parse(process.env.FLAGS), require('node:path').join(here, 'server.mjs')],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: process.env.OTEL_EXPORTER_OTLP_ENDPOINT } });
    const end = async () => {};`,
};
const STDIO_SERVER = `
  import { McpServer } from '@modelcontextprotocol/server';
  import { serveStdio } from '@modelcontextprotocol/server/stdio';
  ${SERVER}
  serveStdio(make, { maxSubscriptions: 1 });`;

function run(
  format: Format,
  transport: keyof typeof CONNECT,
  source: string,
  isTraced: boolean,
  env = {},
) {
  const flags = isTraced ? ['--require', preload] : [];
  const body = `
    const load = ${LOAD[format]};
    const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
    const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
    const told = (error) => show(error.constructor.name, error.code, error.message);
    ${CONNECT[transport]}
    const client = new Client({ name: 'tester', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    ${source}
    await client.close();
    await end();`;
  return runScenario({
    format,
    source:
      format === 'cjs'
        ? `const here = __dirname; (async () => { ${body} })();`
        : `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
           const here = import.meta.dirname; ${body}`,
    files: { 'server.mjs': STDIO_SERVER },
    nodeArguments: flags,
    env: {
      FLAGS: JSON.stringify(flags),
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      ...env,
    },
  });
}

/** Spans of subscriptions of a program that sees the same with us and without. */
async function spansOf(format: Format, transport: keyof typeof CONNECT, source: string, env = {}) {
  const [traced, bare] = await Promise.all([
    run(format, transport, source, true, env),
    run(format, transport, source, false, env),
  ]);
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stderr: '', stdout: bare.stdout });
  const spans = sink.traces().filter(({ name }) => name === 'subscriptions/listen');
  const of = (wanted: SpanRecord['kind']): SpanRecord[] =>
    spans.filter(({ kind }) => kind === wanted);
  return { clients: of('client'), servers: of('server') };
}

const SUBSCRIBE = `
  const subscription = await client.listen({ toolsListChanged: true });
  show(subscription.honoredFilter, Object.keys(subscription));`;
const CHANGE = `
  const changed = new Promise((resolve) => client.setNotificationHandler('notifications/tools/list_changed', resolve));
  ${SUBSCRIBE}
  await client.callTool({ name: 'change', arguments: {} });
  // A server over HTTP has an instance for each request, which tells no other.
  if (process.env.CHANGES) show((await changed).method);
  await subscription.close();`;

describe.each(['http', 'stdio'] as const)('over %s', (transport) => {
  it.each(['esm', 'cjs'] as const)(
    'has a span at both ends, in one trace, as %s',
    async (format) => {
      const changes = transport === 'stdio' ? { CHANGES: 'yes' } : {};
      const { clients, servers } = await spansOf(format, transport, CHANGE, changes);
      expect(clients).toHaveLength(1);
      expect(clients[0]!.attributes).toMatchObject({
        'mcp.method.name': 'subscriptions/listen',
        'llm_otel.outcome': 'completed',
      });
      expect(servers).toHaveLength(1);
      expect(servers[0]).toMatchObject({
        traceId: clients[0]!.traceId,
        parentSpanId: clients[0]!.spanId,
      });
      expect(servers[0]!.attributes).toMatchObject({
        'mcp.method.name': 'subscriptions/listen',
        'mcp.protocol.version': '2026-07-28',
        'llm_otel.mcp.server.name': 'weather',
        'network.transport': transport === 'stdio' ? 'pipe' : 'tcp',
        'llm_otel.outcome': 'completed',
      });
    },
  );

  it('says why one is refused', async () => {
    const { clients, servers } = await spansOf(
      'esm',
      transport,
      `${SUBSCRIBE}
       await client.listen({ toolsListChanged: true }).catch(told);
       await client.listen('all').catch(told);
       await client.listen({ toolsListChanged: true }, { signal: AbortSignal.abort('before') }).catch(told);
       await subscription.close();`,
    );
    const endings = (spans: readonly SpanRecord[]): unknown[] =>
      spans.map(({ attributes }) => [
        attributes['rpc.response.status_code'],
        attributes['error.type'],
        attributes['llm_otel.outcome'],
      ]);
    expect(endings(clients)).toEqual([
      [undefined, undefined, 'completed'],
      ['-32603', '-32603', 'error'],
      ['-32603', '-32603', 'error'],
      [undefined, undefined, 'aborted'],
    ]);
    expect(endings(servers)).toEqual([
      [undefined, undefined, 'completed'],
      ['-32603', '-32603', 'error'],
      ['-32603', '-32603', 'error'],
    ]);
  });
});

it.each(['http', 'stdio'] as const)('says what is wrong with one over %s', async (transport) => {
  const { clients, servers } = await spansOf(
    'cjs',
    transport,
    `await client.listen('all').catch(told);`,
  );
  const wrong = { 'rpc.response.status_code': '-32602', 'llm_otel.outcome': 'error' };
  expect(clients).toMatchObject([{ attributes: wrong }]);
  expect(servers).toMatchObject([{ attributes: { ...wrong, 'llm_otel.outcome': 'completed' } }]);
});

it('carries no trace if it shall not', async () => {
  const { clients, servers } = await spansOf(
    'esm',
    'stdio',
    `${SUBSCRIBE} await subscription.close();`,
    {
      LLM_OTEL_MCP_PROPAGATION: 'off',
    },
  );
  expect(servers).toHaveLength(1);
  expect(servers[0]!.traceId).not.toBe(clients[0]!.traceId);
});

it('leaves an error that nobody handles as it is', async () => {
  const [traced, bare] = await Promise.all(
    [true, false].map((isTraced) =>
      run(
        'esm',
        'stdio',
        `process.on('unhandledRejection', (error) => { told(error); process.exit(7); });
         client.listen('all'); await new Promise(() => {});`,
        isTraced,
      ),
    ),
  );
  expect(bare).toMatchObject({ exitCode: 7 });
  expect(traced).toMatchObject({ exitCode: 7, stdout: bare!.stdout });
});
