// Calls of @mistralai/mistralai that name no model, or generate nothing: agents, conversations that go on,
// moderations and classifications, by clients and as functions.

import { readFileSync } from 'node:fs';
import { type OtlpSink, startOtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hostScenarios } from '../../support/hosted.ts';
import { type FixtureServer, startFixtureServer } from '../fixture-server.ts';

const runScenario = hostScenarios();

const fixture = (name: string): string =>
  readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

let sink: OtlpSink;
let server: FixtureServer;
beforeAll(async () => {
  sink = await startOtlpSink();
  server = await startFixtureServer();
});
beforeEach(() => sink.reset());
afterAll(() => Promise.all([server.close(), sink.close()]));

async function run(path: string, file: string, body: string, use: string) {
  void server.answer({ path, fixture: file, body });
  const { exitCode, stdout, stderr, callRecords } = await runScenario({
    format: 'esm',
    source: `
      import { Mistral } from '@mistralai/mistralai';
      import { MistralCore } from '@mistralai/mistralai/core';
      import { classifiersModerate } from '@mistralai/mistralai/funcs/classifiersModerate';
      const options = { apiKey: 'unused', serverURL: process.env.URL };
      const client = new Mistral(options);
      const messages = [{ role: 'user', content: 'Where does the quokka live?' }];
      ${use}`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      URL: server.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      LLM_OTEL_LOG_DIR: './llm_logs',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    },
  });
  const records = callRecords().filter(({ outcome }) => outcome);
  return { exitCode, stdout, stderr, records, traces: sink.traces() };
}

const ANSWER = 'The quokka lives on Rottnest Island.';

it.each([
  [
    'complete',
    'chat.json',
    'const { choices } = await client.agents.complete(asked); console.log(choices.length);',
  ],
  [
    'stream',
    'chat.sse',
    'for await (const { data } of await client.agents.stream(asked)) void data;',
  ],
])('records a call of an agent, whose model the answer names: %s', async (_how, file, use) => {
  const { exitCode, records } = await run(
    '/v1/agents/completions',
    file,
    fixture(`mistral/${file}`),
    `const asked = { agentId: 'ag_1', messages }; ${use}`,
  );
  expect(exitCode).toBe(0);
  expect(records).toMatchObject([
    {
      outcome: 'completed',
      operation: 'chat',
      model_version: 'mistral-medium-2508',
      prompt_tokens: 18,
      completion_tokens: 24,
    },
  ]);
  expect(JSON.stringify(records)).toContain(ANSWER);
});

it.each([
  ['append', 'conversationAppendRequest: { inputs: "And where does it sleep?" }'],
  [
    'restart',
    'conversationRestartRequest: { inputs: "And where does it sleep?", fromEntryId: "e" }',
  ],
])('records a conversation that goes on: %s', async (method, request) => {
  const { exitCode, records } = await run(
    `/v1/conversations/conv_067f7bce${method === 'restart' ? '/restart' : ''}`,
    'conversation.json',
    fixture('mistral-others/conversation.json'),
    `await client.beta.conversations.${method}({ conversationId: 'conv_067f7bce', ${request} });`,
  );
  expect(exitCode).toBe(0);
  expect(records).toMatchObject([
    {
      outcome: 'completed',
      conversation_id: 'conv_067f7bce',
      prompt_length: 24,
      completion_tokens: 9,
    },
  ]);
  expect(JSON.stringify(records)).toContain('where does it sleep');
});

it('fails a streamed conversation whose answer is an error', async () => {
  const data = { type: 'conversation.response.error', message: 'It broke.', code: 3000 };
  const { exitCode, records } = await run(
    '/v1/conversations',
    'conversation.sse',
    `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`,
    `const stream = await client.beta.conversations.startStream({ model: 'm', inputs: 'Hi' });
     for await (const { event } of stream) void event;`,
  );
  expect(exitCode).toBe(0);
  expect(records).toMatchObject([{ outcome: 'error', error_code: '3000' }]);
});

it.each([
  ['a client', 'await client.classifiers.moderate({ model: "m", inputs: ["quokka"] });'],
  [
    'a function',
    `const result = await classifiersModerate(new MistralCore(options), { model: 'm', inputs: ['quokka'] });
     if (!result.ok) throw result.error;`,
  ],
])('records a moderation, which generates nothing: of %s', async (_whose, use) => {
  const { exitCode, traces } = await run(
    '/v1/moderations',
    'moderation.json',
    JSON.stringify({ id: 'mod-1', model: 'mistral-moderation-2411', results: [] }),
    use,
  );
  expect(exitCode).toBe(0);
  expect(traces).toMatchObject([
    {
      name: 'mistral.classifiers.moderate',
      attributes: { 'gen_ai.request.model': 'm', 'gen_ai.response.id': 'mod-1' },
    },
  ]);
});
