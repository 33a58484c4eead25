// S0-47: equal prompts are found by their keyed hash, in a log that holds nothing of them.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from './command.ts';

it('finds the calls whose prompts are equal', async () => {
  const mock = await startMockLlm();
  const result = await runScenario({
    source: `
      import OpenAI from 'openai';
      const ask = (content) => new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] });
      await ask('What is a span?');
      await ask('What is a trace?');
      await ask('What is  a span? ');`,
    format: 'esm',
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', LLM_OTEL_HMAC_KEY: 'k' },
  });
  await mock.close();
  onTestFinished(() => rmSync(result.directory, { recursive: true, force: true }));
  const [first, second, third] = result.callRecords();
  expect(JSON.stringify([first, second, third])).not.toContain('What is');
  const found = (await ask(
    path.join(result.directory, 'llm_logs'),
    'similar',
    '--prompt-hash',
    String(first!['prompt_hash']),
  )) as { records: { request_id: string }[] };
  const ids = found.records.map(({ request_id: id }) => id);
  expect(ids.toSorted()).toEqual([first!['request_id'], third!['request_id']].toSorted());
});
