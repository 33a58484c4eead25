// The example as a process of its own: our spans go where the application's own SDK sends its own.

import { runScenario, startMockLlm, startOtlpSink } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const example = {
  format: 'esm',
  source: `import '${new URL('app.mjs', import.meta.url).href}';`,
  nodeArguments: ['--import', new URL('instrumentation.mjs', import.meta.url).href],
} as const;

it("sends each call once, below the application's span, and writes no file", async () => {
  const mock = await startMockLlm();
  const sink = await startOtlpSink();
  const result = await runScenario({
    ...example,
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      // The sink reads no protobuf.
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'my-application',
    },
  });

  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(result.stdout).toMatch(/^OpenTelemetry is a vendor-neutral standard/);
  const spans = sink.traces();
  expect(spans.map(({ name }) => name).toSorted()).toEqual(['handle a request', 'llm.call']);
  const call = spans.find(({ name }) => name === 'llm.call');
  const own = spans.find(({ name }) => name === 'handle a request');
  expect(own?.parentSpanId).toBeUndefined();
  expect(call).toMatchObject({
    traceId: own?.traceId,
    parentSpanId: own?.spanId,
    resource: { 'service.name': 'my-application' },
    scope: { name: 'llm-otel' },
  });
  const durations = sink
    .metrics()
    .filter(({ name }) => name === 'gen_ai.client.inference.duration');
  expect(durations.flatMap(({ points }) => points)).toMatchObject([{ count: 1 }]);
  expect(result.callRecords()).toEqual([]);
  await Promise.all([mock.close(), sink.close()]);
});

it('answers without a collector, exits with 0, and says that no telemetry arrived', async () => {
  const mock = await startMockLlm();
  const nobody = await startOtlpSink();
  await nobody.close();
  const result = await runScenario({
    ...example,
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: nobody.url,
      // Milliseconds: its exporter tries again until then.
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    },
  });
  await mock.close();

  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stdout).toMatch(/^OpenTelemetry is a vendor-neutral standard/);
  expect(result.stderr).toBe(
    `no telemetry arrived at ${nobody.url} (ECONNREFUSED): run "npm run stack", or set OTEL_EXPORTER_OTLP_ENDPOINT\n`,
  );
});
