// What a server of version 2 asks within a result, and the answers that are sent with the request again: content of the
// server's two spans, under the same switches as everything else.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const preload = createRequire(import.meta.url).resolve('llm-otel/register');
const MAIL = 'jane.doe@example.com';
const WORDS = [
  'wombat-question',
  'wombat-value',
  'wombat-system',
  'wombat-prompt',
  'wombat-answer',
];

const SOURCE = `
  import { createServer } from 'node:http';
  import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
  import { createMcpHandler, inputRequired, McpServer } from '@modelcontextprotocol/server';
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: 'asking', version: '1.0.0' });
    server.registerTool('ask', {}, async (context) => {
      if (context.mcpReq.inputResponses) return { content: [{ type: 'text', text: 'done' }] };
      const requestedSchema = { type: 'object', properties: { word: { type: 'string' } } };
      return inputRequired({ inputRequests: {
        sure: inputRequired.elicit({ message: 'wombat-question ${MAIL}', requestedSchema }),
        more: inputRequired.elicit({ message: 'and more?', requestedSchema }),
        model: inputRequired.createMessage({ systemPrompt: 'wombat-system', maxTokens: 5,
          messages: [{ role: 'user', content: { type: 'text', text: 'wombat-prompt' } }] }),
      } });
    });
    return server;
  });
  const listener = createServer(async (req, res) => {
    const chunks = []; for await (const chunk of req) chunks.push(chunk);
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const answer = await handler.fetch(new Request('http://127.0.0.1' + req.url, { method: req.method, headers: req.headers, body }));
    res.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) for await (const chunk of answer.body) res.write(chunk);
    res.end();
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const client = new Client({ name: 'tester', version: '1.0.0' },
    { capabilities: { elicitation: { form: {} }, sampling: {} }, versionNegotiation: { mode: 'auto' } });
  client.setRequestHandler('elicitation/create', async ({ params }) =>
    params.message === 'and more?' ? { action: 'decline' } : { action: 'accept', content: { word: 'wombat-value' } });
  client.setRequestHandler('sampling/createMessage', async () =>
    ({ role: 'assistant', model: 'm-1', content: { type: 'text', text: 'wombat-answer ${MAIL}' } }));
  await client.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/mcp')));
  console.log(JSON.stringify(await client.callTool({ name: 'ask', arguments: {} })));
  await client.close();
  listener.closeAllConnections();
  listener.close();`;

async function sent(env: Readonly<Record<string, string>>) {
  const result = await runScenario({
    format: 'esm',
    source: SOURCE,
    nodeArguments: ['--require', preload],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stdout).toContain('done');
  const text = JSON.stringify(
    [sink.traces(), sink.metrics(), sink.logs(), result.callRecords()],
    (_key, said: unknown) => (typeof said === 'bigint' ? String(said) : said),
  );
  const servers = sink
    .traces()
    .filter(({ kind, name }) => kind === 'server' && name === 'tools/call ask');
  return { text, servers: servers.map(({ attributes }) => attributes) };
}

it('is nowhere unless content is asked for', async () => {
  const { text, servers } = await sent({});
  expect(WORDS.filter((word) => text.includes(word))).toEqual([]);
  expect(servers).toHaveLength(2);
});

it('is redacted content of the leg that asks, and of the leg that answers', async () => {
  const { text, servers } = await sent({
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
  });
  expect(text).not.toContain(MAIL);
  const [asks, answers] = servers;
  const message = (role: string, content: string): unknown => [
    { role, parts: [{ type: 'text', content }] },
  ];
  expect(asks!['llm_otel.mcp.elicitation.message']).toMatch(/^wombat-question \[.+\]\nand more\?$/);
  expect(asks!['gen_ai.input.messages']).toEqual(message('user', 'wombat-prompt'));
  expect(asks!['gen_ai.system_instructions']).toEqual([{ type: 'text', content: 'wombat-system' }]);
  expect(asks).not.toHaveProperty('llm_otel.mcp.elicitation.answer');
  expect(answers!['llm_otel.mcp.elicitation.answer']).toEqual({
    sure: { word: 'wombat-value' },
  });
  expect(answers!['gen_ai.input.messages']).toEqual(
    message('assistant', expect.stringMatching(/^wombat-answer \[.+\]$/) as string),
  );
  expect(answers!['gen_ai.tool.call.result']).toEqual({
    result: [{ type: 'text', text: 'done' }],
  });
});

it('is prompts, not tools', async () => {
  const { text, servers } = await sent({
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
    LLM_OTEL_CAPTURE_PROMPTS: 'false',
  });
  expect(servers[1]).toHaveProperty('gen_ai.tool.call.result');
  expect(WORDS.filter((word) => text.includes(word))).toEqual([]);
});
