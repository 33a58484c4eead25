// The example as a process of its own: its output passes chunk by chunk, its record comes at the end.

import { startMockLlm, startScenario, toHeaders } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

it('prints before the answer is complete and leaves one call record of a streamed call', async () => {
  const mock = await startMockLlm();
  const gate = mock.gate('answer');
  const scenario = startScenario({
    format: 'esm',
    source: `import '${new URL('streaming.mjs', import.meta.url).href}';`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OPENAI_CUSTOM_HEADERS: toLines(toHeaders({ gate: 'answer' })),
    },
  });
  await gate.reached();
  gate.release(3);
  await scenario.waitForStdout('Streaming');
  expect(scenario.stdout).not.toContain('written.');
  gate.open();
  const result = await scenario.finished;
  await mock.close();

  expect(result.exitCode).toBe(0);
  expect(result.stdout).toMatch(/^Streaming sends an answer in chunks.+written\.\n$/);
  expect(result.callRecords()).toEqual([
    expect.objectContaining({
      operation: 'chat',
      status: 'success',
      stream: true,
      time_to_first_chunk_ms: expect.any(Number),
      prompt_tokens: 11,
      completion_tokens: 26,
      outcome: 'completed',
    }),
  ]);
});

function toLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
