// Ids of responses as services write them are recorded whole; what only looks like one, and is a number of a person, is not.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const IDS = [
  'chatcmpl-BsQ4k2vLQzYpX8uR1tWm3nKd5eFgH',
  '2f1c9f3e-6c1b-4b59-9c0e-5a3f7d2b8e41',
  'chatcmpl-2f1c9f3e-6c1b-4b59-9c0e-5a3f7d2b8e41',
  '9b2f4e6a8c0d1e3f5a7b9c1d3e5f7a9b',
  'gen-1764300000-3Yc6Jm8rPpKkQm2BvX7z',
];
const NUMBERS = ['4111-1111-1111-1111', 'resp_jane.doe@example.com'];

it('are recorded whole, unless a number of a person is one', async () => {
  const { exitCode, callRecords } = await runScenario({
    format: 'esm',
    nodeArguments: ['--require', 'llm-otel/register'],
    source: `
      import OpenAI from 'openai';
      for (const id of ${JSON.stringify([...IDS, ...NUMBERS])}) {
        const message = { role: 'assistant', content: 'Hi' };
        const answer = { id, object: 'chat.completion', created: 1, model: 'gpt-4o', choices: [{ index: 0, finish_reason: 'stop', message }] };
        const headers = { 'content-type': 'application/json' };
        const client = new OpenAI({ apiKey: 'unused', fetch: async () => new Response(JSON.stringify(answer), { headers }) });
        await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] });
      }`,
  });
  expect(exitCode).toBe(0);
  const ids = callRecords()
    .filter((record) => 'outcome' in record)
    .map((record) => record['response_id']);
  expect(ids.slice(0, IDS.length)).toEqual(IDS);
  expect(JSON.stringify(ids.slice(IDS.length))).not.toMatch(/4111|jane/);
  expect(ids).toHaveLength(IDS.length + NUMBERS.length);
});
