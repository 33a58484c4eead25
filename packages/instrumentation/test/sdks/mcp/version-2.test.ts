// Version 2 of the SDK: a package for clients and one for servers, each with the class of its own.

import {
  startOtlpSink,
  type OtlpSink,
  type ScenarioResult,
  type SpanRecord,
} from '@llm-otel/testkit';
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

const SERVER = String.raw`
'use strict';
exports.makeServer = ({ McpServer, ProtocolError, acceptedContent, inputRequired }, z) => {
  const server = new McpServer({ name: 'weather', version: '1.0.0' });
  const text = (value) => ({ content: [{ type: 'text', text: value }] });
  const inputSchema = z.object({ city: z.string() });
  server.registerTool('forecast', { inputSchema }, async ({ city }, context) => {
    if (city === 'none') throw new Error('no such city');
    return text(JSON.stringify([city, process.env.TRACEPARENT !== undefined]));
  });
  server.registerTool('meta', { inputSchema: z.object({}) }, async (_, context) => text(JSON.stringify(context.mcpReq._meta ?? null)));
  const requestedSchema = { type: 'object', properties: { yes: { type: 'boolean' } } };
  server.registerTool('ask', { inputSchema: z.object({}) }, async (_, context) => {
    const answer = acceptedContent(context.mcpReq.inputResponses, 'confirm');
    return answer ? text('asked') : inputRequired({ inputRequests: { confirm: inputRequired.elicit({ message: 'sure?', requestedSchema }) } });
  });
  server.registerPrompt('hello', { argsSchema: z.object({ who: z.string() }) }, ({ who }) => ({ messages: [{ role: 'user', content: { type: 'text', text: who } }] }));
  return server;
};`;

const STDIO_SERVER = `
import { makeServer } from './make-server.cjs';
import * as server from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';
await makeServer(server, z).connect(new StdioServerTransport());`;

/** How each module system loads a package. */
const LOAD = { cjs: 'async (name) => require(name)', esm: '(name) => import(name)' };
const CONNECT = {
  stdio: `const { StdioClientTransport } = await load('@modelcontextprotocol/client/stdio');
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:OTEL|LLM_OTEL)_/.test(name)));
    const args = [...JSON.parse(process.env.FLAGS), here + '/server.mjs'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env: { ...env, OTEL_SERVICE_NAME: 'server' }, stderr: 'ignore' }));
    const end = () => client.close();`,
  http: `const server = await load('@modelcontextprotocol/server');
    const handler = server.createMcpHandler(() => makeServer(server, z));
    const listener = require('node:http').createServer(async (req, res) => {
      const chunks = []; for await (const chunk of req) chunks.push(chunk);
      const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
      const answer = await handler.fetch(new Request('http://127.0.0.1' + req.url, { method: req.method, headers: req.headers, body }));
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body) for await (const chunk of answer.body) res.write(chunk);
      res.end();
    });
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    await client.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/mcp')));
    const end = async () => { await client.close(); listener.closeAllConnections(); listener.close(); };`,
};
const CALLS = `
  const frozen = Object.freeze({ name: 'forecast', arguments: Object.freeze({ city: 'Rome' }) });
  show(await client.listTools());
  show(await client.callTool(frozen), frozen);
  show(await client.callTool({ name: 'forecast', arguments: { city: 'none' } }));
  show(await client.getPrompt({ name: 'hello', arguments: { who: 'me' } }));
  await client.getPrompt({ name: 'none' }).catch(told);
  await client.callTool({ name: 'none', arguments: {} }).then(show, told);
  await client.callTool({ name: 'forecast', arguments: { city: 'Rome' } }, { signal: AbortSignal.abort('before') }).catch(told);`;

function run(
  format: keyof typeof LOAD,
  transport: keyof typeof CONNECT,
  source: string,
  env: Readonly<Record<string, string>> = {},
  isTraced = true,
): Promise<ScenarioResult> {
  const flags = isTraced ? ['--require', preload] : [];
  const body = `
    const load = ${LOAD[format]};
    const { z } = await load('zod');
    const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
    const client = new Client({ name: 'tester', version: '1.0.0' }, { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' } });
    client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: { yes: true } }));
    const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
    const told = (error) => show(error.constructor.name, error.code, error.message);
    ${CONNECT[transport]}
    ${source}
    await end();`;
  const start = {
    cjs: `const { makeServer } = require('./make-server.cjs'); const here = __dirname; (async () => { ${body} })();`,
    esm: `import { createRequire } from 'node:module'; import { makeServer } from './make-server.cjs';
      const require = createRequire(import.meta.url); const here = import.meta.dirname; ${body}`,
  };
  return runScenario({
    format,
    source: start[format],
    files: { 'make-server.cjs': SERVER, 'server.mjs': STDIO_SERVER },
    nodeArguments: flags,
    env: { FLAGS: JSON.stringify(flags), ...env },
  });
}

async function spansOf(...args: Parameters<typeof run>): Promise<readonly SpanRecord[]> {
  const [format, transport, source] = args;
  const result = await run(format, transport, source, { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  return sink.traces();
}

describe.each(['esm', 'cjs'] as const)('version 2 as %s', (format) => {
  describe.each(['stdio', 'http'] as const)('over %s', (transport) => {
    it('has spans at both ends, in one trace', async () => {
      const spans = await spansOf(format, transport, CALLS);
      const calls = spans.filter(({ name }) => name === 'tools/call forecast');
      const servers = calls.filter(({ kind }) => kind === 'server');
      expect(servers).toHaveLength(2);
      for (const server of servers) {
        const client = calls.find(({ spanId }) => spanId === server.parentSpanId)!;
        expect(client).toMatchObject({ kind: 'client', traceId: server.traceId });
        expect(client.attributes).toMatchObject({
          'mcp.method.name': 'tools/call',
          'mcp.protocol.version': expect.any(String),
          'llm_otel.mcp.server.name': 'weather',
          'network.transport': transport === 'stdio' ? 'pipe' : 'tcp',
        });
        expect(server.attributes['error.type']).toBe(client.attributes['error.type']);
      }
      expect(servers.map(({ attributes }) => attributes['error.type'])).toEqual([
        undefined,
        'tool_error',
      ]);
      const prompt = spans.find(
        ({ kind, name }) => kind === 'client' && name === 'prompts/get none',
      );
      expect(prompt?.attributes).toMatchObject({
        'error.type': '-32602',
        'rpc.response.status_code': '-32602',
      });
    });

    it('is the same for the program', async () => {
      const [traced, bare] = await Promise.all([
        run(format, transport, CALLS),
        run(format, transport, CALLS, {}, false),
      ]);
      expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
      expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    });
  });
});

it('has one span for a request that the server answers with a question', async () => {
  const spans = await spansOf(
    'esm',
    'http',
    `show(await client.callTool({ name: 'ask', arguments: {} }));`,
  );
  const calls = spans.filter(({ name }) => name === 'tools/call ask');
  const client = calls.filter(({ kind }) => kind === 'client');
  expect(client).toHaveLength(1);
  const parents = calls.filter(({ kind }) => kind === 'server').map((span) => span.parentSpanId);
  expect(parents).toEqual([client[0]!.spanId, client[0]!.spanId]);
});

it('keeps what the SDK itself puts into _meta', async () => {
  const source = `show(await client.callTool({ name: 'meta', arguments: {} }));`;
  const keys = async (isTraced: boolean): Promise<string[]> => {
    const { stdout } = await run('esm', 'http', source, {}, isTraced);
    const { content } = JSON.parse(stdout) as { content: [{ text: string }] };
    return Object.keys((JSON.parse(content[0].text) ?? {}) as object).toSorted();
  };
  const [traced, bare] = await Promise.all([keys(true), keys(false)]);
  expect(traced).toEqual([...bare, 'traceparent'].toSorted());
});

it('is traced by hand as well, once', async () => {
  const result = await runScenario({
    format: 'cjs',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
    source: `const { instrument } = require('llm-otel');
      const { Client, InMemoryTransport } = require('@modelcontextprotocol/client');
      const server = require('@modelcontextprotocol/server');
      const [one, other] = InMemoryTransport.createLinkedPair();
      (async () => {
        const { server: wire } = require('./make-server.cjs').makeServer(server, require('zod').z);
        const client = instrument(new Client({ name: 'tester', version: '1.0.0' }));
        await instrument(wire).connect(other);
        await client.connect(one);
        await client.callTool({ name: 'meta', arguments: {} });
        await client.close();
      })();`,
    files: { 'make-server.cjs': SERVER },
  });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const calls = sink.traces().filter(({ name }) => name === 'tools/call meta');
  expect(calls.map(({ kind }) => kind).toSorted()).toEqual(['client', 'server']);
});
