// Three processes in one trace, through the real collector into the real Jaeger: an agent calls a server over HTTP, that
// calls one over stdio which it has started, and that calls one over HTTP which asks a model.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { jaegerSpans, query, type JaegerSpan } from './backends.ts';
import { eventually } from './eventually.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

const root = path.join(import.meta.dirname, '../..');
const preload = path.join(root, 'packages/instrumentation/dist/register.js');

/** A server over HTTP on a free port, which it prints; it ends with its standard input. */
const HTTP = `
import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
export async function listen(server) {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => crypto.randomUUID() });
  await server.connect(transport);
  const listener = createServer((req, res) => void transport.handleRequest(req, res));
  listener.listen(0, '127.0.0.1', () => console.log(listener.address().port));
  process.stdin.resume().on('end', () => { listener.closeAllConnections(); listener.close(); void server.close(); });
}`;
const IMPORTS = `
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { z } from 'zod';
const inputSchema = { question: z.string() };
const overHttp = (port) => new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + port));
`;
const PROGRAMS = {
  'http.mjs': HTTP,
  'model.mjs': `${IMPORTS} import OpenAI from 'openai'; import { listen } from './http.mjs';
    const server = new McpServer({ name: 'oracle', version: '1.0.0' });
    server.registerTool('answer', { inputSchema }, async ({ question }) => {
      const messages = [{ role: 'user', content: question }];
      const { choices } = await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages });
      return { content: [{ type: 'text', text: choices[0].message.content }] };
    });
    await listen(server);`,
  'library.mjs': `${IMPORTS}
    const server = new McpServer({ name: 'library', version: '1.0.0' });
    const oracle = new Client({ name: 'library', version: '1.0.0' });
    await oracle.connect(overHttp(process.env.MODEL_PORT));
    server.registerTool('look_up', { inputSchema }, (given) => oracle.callTool({ name: 'answer', arguments: given }));
    server.server.onclose = () => void oracle.close();
    await server.connect(new StdioServerTransport());
    process.stdin.on('end', () => void server.close());`,
  'desk.mjs': `${IMPORTS} import { listen } from './http.mjs';
    const { MODEL_PORT, OPENAI_API_KEY, OPENAI_BASE_URL, OTEL_EXPORTER_OTLP_ENDPOINT, PRELOAD } = process.env;
    const library = new Client({ name: 'desk', version: '1.0.0' });
    await library.connect(new StdioClientTransport({ command: process.execPath, args: ['--require', PRELOAD, 'library.mjs'],
      env: { MODEL_PORT, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME: 'library' } }));
    const server = new McpServer({ name: 'desk', version: '1.0.0' });
    server.registerTool('ask', { inputSchema }, (given) => library.callTool({ name: 'look_up', arguments: given }));
    server.server.onclose = () => void library.close();
    await listen(server);`,
  'agent.mjs': `${IMPORTS} import { agent } from 'llm-otel';
    const desk = new Client({ name: 'agent', version: '1.0.0' });
    await desk.connect(overHttp(process.env.DESK_PORT));
    const { content } = await agent('helper', () => desk.callTool({ name: 'ask', arguments: { question: 'What is a span?' } }));
    console.log(content[0].text);
    await desk.close();`,
};

/** From the agent down to the model: each below the one before. */
const CHAIN = [
  ['agent', 'invoke_agent helper'],
  ['agent', 'tools/call ask'],
  ['desk', 'tools/call ask'],
  ['desk', 'tools/call look_up'],
  ['library', 'tools/call look_up'],
  ['library', 'tools/call answer'],
  ['oracle', 'tools/call answer'],
  ['oracle', 'llm.call'],
];

describe.skipIf(missing.length > 0 && !mustRun)('processes that call each other over MCP', () => {
  let directory: string;
  let stack: Stack;
  let mock: MockLlm;
  const servers: ChildProcess[] = [];

  beforeAll(async () => {
    // Programs find the packages from there.
    await mkdir(path.join(root, '.cache'), { recursive: true });
    directory = await mkdtemp(path.join(root, '.cache/mcp-'));
    for (const [name, source] of Object.entries(PROGRAMS)) {
      await writeFile(path.join(directory, name), source);
    }
    mock = await startMockLlm();
    stack = await startStack({
      directory: await mkdtemp(path.join(tmpdir(), 'llm-otel-mcp-')),
      ports: 'free',
    });
  });
  afterAll(async () => {
    for (const server of servers) server.kill();
    await mock?.close();
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const start = (service: string, program: string, env: Record<string, string> = {}) =>
    spawn(process.execPath, ['--require', preload, program], {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        OTEL_SERVICE_NAME: service,
        OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp,
        PRELOAD: preload,
        ...env,
      },
    });
  const portOf = async (server: ChildProcess): Promise<string> => {
    servers.push(server);
    for await (const line of server.stdout!.setEncoding('utf8')) return String(line).trim();
    throw new Error('the server printed no port');
  };
  const ended = async (server: ChildProcess): Promise<void> => {
    server.stdin!.end();
    await new Promise((resolve) => server.once('exit', resolve));
  };

  it('make one trace with the right parents', async () => {
    const model = start('oracle', 'model.mjs', {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
    });
    const MODEL_PORT = await portOf(model);
    const desk = start('desk', 'desk.mjs', { MODEL_PORT });
    const agent = start('agent', 'agent.mjs', { DESK_PORT: await portOf(desk) });
    agent.stdin.end();
    expect(await text(agent.stdout)).toMatch(/\w/);
    await ended(desk);
    await ended(model);

    const { jaeger, prometheus } = stack.endpoints;
    const chain = await eventually('the chain in Jaeger', async () => {
      const services = ['agent', 'desk', 'library', 'oracle'];
      const all = await Promise.all(services.map((service) => jaegerSpans(jaeger, service)));
      const spans = [...new Map(all.flat().map((span) => [span.spanID, span])).values()];
      const found = upwards(
        spans,
        spans.find((span) => span.operationName === 'llm.call'),
      );
      return found.length === CHAIN.length ? found : undefined;
    });
    expect(chain.map((span) => span.operationName)).toEqual(CHAIN.map(([, name]) => name));
    expect(new Set(chain.map((span) => span.traceID)).size).toBe(1);
    const kinds = chain.map(({ tags }) => tags.find(({ key }) => key === 'span.kind')?.value);
    expect(kinds.slice(1)).toEqual([
      'client',
      'server',
      'client',
      'server',
      'client',
      'server',
      'client',
    ]);

    const calls = await eventually('the metrics of the tools', async () => {
      const samples = await query(
        prometheus,
        'sum by (job, llm_otel_mcp_server_name) (mcp_client_operation_duration_seconds_count{gen_ai_operation_name="execute_tool"})',
      );
      return samples.length === 3 ? samples : undefined;
    });
    const counted = calls.map(({ metric, value }) => [
      metric['job'],
      metric['llm_otel_mcp_server_name'],
      value[1],
    ]);
    expect(counted.toSorted()).toEqual([
      ['agent', 'desk', '1'],
      ['desk', 'library', '1'],
      ['library', 'oracle', '1'],
    ]);
  });
});

/** `span` and all above it, the outermost first. */
function upwards(spans: readonly JaegerSpan[], span: JaegerSpan | undefined): JaegerSpan[] {
  if (span === undefined) return [];
  const parent = span.references.find(({ refType }) => refType === 'CHILD_OF')?.spanID;
  return [
    ...upwards(
      spans,
      spans.find(({ spanID }) => spanID === parent),
    ),
    span,
  ];
}
