// A model of LangChain above the real `@anthropic-ai/sdk`, in a version of its own: each call is one, whoever asks for it.

import { type MockLlm, startMockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runLangChain } from './program.ts';

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

const DONE = { provider: 'anthropic', model_id: 'claude-opus-5', outcome: 'completed' };

it.each<readonly [string, string, readonly object[]]>([
  ['invoke', `console.log((await claude.invoke('Hi')).content);`, [DONE]],
  [
    'stream',
    `for await (const part of await claude.stream('Hi')) console.log(part.content);`,
    [{ ...DONE, stream: true }],
  ],
  [
    'a fallback of another service',
    `failNext(1); console.log((await chat().withFallbacks([claude]).invoke('Hi')).content);`,
    [{ provider: 'openai', model_id: 'gpt-4o', outcome: 'error' }, DONE],
  ],
])('counts each call once: %s', async (_what, use, expected) => {
  const program = `
    const claude = new ChatAnthropic({ model: 'claude-opus-5', apiKey: 'unused', maxRetries: 0, anthropicApiUrl: ${JSON.stringify(mock.anthropicUrl)} });
    ${use}`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { isTraced: false }),
    runLangChain(program),
  ]);
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  const calls = traced.records.filter(({ name }) => name === 'llm.call');
  expect(calls).toMatchObject(expected);
  // The numbers are those of the SDK below.
  expect(calls.at(-1)!['response_id']).toMatch(/^msg_/);
});
