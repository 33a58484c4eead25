// The example as a process of its own that is told to end while it answers.

import { startMockLlm, startOtlpSink, startScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

it('finishes its answer after SIGTERM, exits with 0 by itself, and its last span arrives', async () => {
  const mock = await startMockLlm();
  const sink = await startOtlpSink();
  const gate = mock.gate('answer');
  mock.behaveNext({ gate: 'answer' });
  const service = startScenario({
    format: 'esm',
    source: `import '${new URL('service.mjs', import.meta.url).href}';`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      PORT: '0',
    },
  });
  const [, address] = /listening on (\S+)/.exec(
    await service.waitForStdout(/listening on \S+(?=\n)/),
  )!;
  const answer = fetch(`${address}/ask?q=What+is+streaming%3F`).then((response) => response.text());
  await gate.reached();

  service.kill('SIGTERM');
  await service.waitForStdout('SIGTERM: finishing what runs');
  await expect.poll(() => isRefused(address!)).toBe(true);
  gate.open();

  expect(await answer).toMatch(/^Streaming sends an answer in chunks.+written\.$/);
  expect(await service.finished).toMatchObject({ exitCode: 0, signal: null });
  await sink.waitFor(() => sink.traces().length > 0);
  expect(sink.traces()).toMatchObject([
    {
      name: 'llm.call',
      attributes: { 'llm_otel.outcome': 'completed', 'gen_ai.response.finish_reasons': ['stop'] },
    },
  ]);
  expect(sink.metrics().map(({ name }) => name)).toContain('gen_ai.client.inference.duration');
  await Promise.all([mock.close(), sink.close()]);
});

function isRefused(address: string): Promise<boolean> {
  return fetch(address).then(
    () => false,
    () => true,
  );
}
