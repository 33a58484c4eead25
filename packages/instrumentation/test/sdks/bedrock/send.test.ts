// The ways to `send` a command: with a promise or a callback, of a class of the application, and those that are no
// call of a model.

import { readFileSync } from 'node:fs';
import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { startFixtureServer } from '../fixture-server.ts';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const EXCEPTION = JSON.stringify({
  headers: {
    ':message-type': 'exception',
    ':exception-type': 'throttlingException',
    ':content-type': 'application/json',
  },
  payload: { message: 'Too many tokens, please wait before trying again.' },
});

async function run(use: string, answer: { path: string; fixture: string; body?: string }) {
  const server = await startFixtureServer();
  const { path, fixture, body = file(fixture) } = answer;
  void server.answer({ path: `/model/some-model/${path}`, fixture, body });
  try {
    const source = `
      import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';
      import { NodeHttpHandler } from '@smithy/node-http-handler';
      const client = new BedrockRuntimeClient({
        endpoint: process.env.URL, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler(),
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
      });
      const input = { modelId: 'some-model', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] };
      ${use}`;
    const env = { URL: server.url };
    const [bare, traced] = [
      await runScenario({ format: 'esm', source, env }),
      await runScenario({
        format: 'esm',
        source,
        env,
        nodeArguments: ['--require', 'llm-otel/register'],
      }),
    ];
    expect(traced.stdout).toBe(bare.stdout);
    expect(traced.exitCode).toBe(0);
    return { stdout: traced.stdout, records: traced.callRecords() };
  } finally {
    await server.close();
  }
}

const CONVERSE = { path: 'converse', fixture: 'converse.json' };
const STREAM = { path: 'converse-stream', fixture: 'converse.eventstream' };
const ANSWER = { outcome: 'completed', provider: 'aws.bedrock', model_id: 'some-model' };

it.each([
  ['a promise', `console.log((await client.send(new ConverseCommand(input))).stopReason);`],
  [
    'a callback',
    `client.send(new ConverseCommand(input), (error, result) => console.log(error, result.stopReason));`,
  ],
  [
    'options and a callback',
    `client.send(new ConverseCommand(input), {}, (error, result) => console.log(error, result.stopReason));`,
  ],
  [
    'a command of a class of the application',
    `class Own extends ConverseCommand {}
     console.log((await client.send(new Own(input))).stopReason);`,
  ],
])('records a call once: %s', async (_what, use) => {
  const { stdout, records } = await run(use, CONVERSE);
  expect(stdout).toContain('end_turn');
  expect(records).toMatchObject([{ ...ANSWER, prompt_tokens: 118, completion_tokens: 9 }]);
});

it('records nothing of commands that call no model', async () => {
  const { stdout, records } = await run(
    `const converse = { messages: input.messages };
     console.log((await client.send(new CountTokensCommand({ modelId: 'some-model', input: { converse } }))).inputTokens);`,
    { path: 'count-tokens', fixture: 'count.json', body: '{"inputTokens":7}' },
  );
  expect(stdout).toBe('7\n');
  expect(records).toEqual([]);
});

it('records the exception in a stream, which the reader gets', async () => {
  const [first] = file(STREAM.fixture).split('\n');
  const { stdout, records } = await run(
    `const { stream } = await client.send(new ConverseStreamCommand(input));
     try { for await (const event of stream) console.log(Object.keys(event)); }
     catch (error) { console.log(error.name); }`,
    { ...STREAM, body: `${first}\n${EXCEPTION}\n` },
  );
  expect(stdout).toContain('ThrottlingException');
  expect(records).toMatchObject([
    { outcome: 'error', error_code: 'ThrottlingException', error_class: 'rate_limit' },
  ]);
});
