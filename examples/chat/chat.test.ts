// The example as a process of its own: what a user finds after it.

import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

it('prints the answer and leaves one call record', async () => {
  const mock = await startMockLlm();
  const result = await runScenario({
    format: 'esm',
    source: `import '${new URL('chat.mjs', import.meta.url).href}';`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
  });
  await mock.close();

  expect(result).toMatchObject({ exitCode: 0, stdout: 'The capital of France is Paris.\n' });
  expect(result.callRecords()).toEqual([
    expect.objectContaining({
      name: 'llm.call',
      operation: 'chat',
      status: 'success',
      provider: 'openai',
      model_id: 'gpt-4o-mini',
      prompt_tokens: 12,
      completion_tokens: 8,
      finish_reasons: ['stop'],
    }),
  ]);
});
