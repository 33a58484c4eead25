// A run of a model and the call below it, in a process whose sampler drops or keeps the trace.

import { describe, expect, it } from 'vitest';
import { call, useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();

const program = `
import OpenAI from 'openai';
import { addAdapter, defineAdapter } from 'llm-otel/adapter';
let tracing;
addAdapter(defineAdapter({ name: 'fake-framework', packages: [], globals: { install: (given) => { tracing = given; } } }));
const client = new OpenAI({ maxRetries: 0 });
const running = tracing.start(
  { kind: 'inference', operation: 'chat', provider: 'framework', request: { model: 'my-model' } },
  { isModelRun: true },
);
await running.run(async () => {
  await client.chat.completions
    .create({ model: 'gpt-4o', messages: [] }, { headers: { 'x-mock-status': '503' } })
    .catch(() => undefined);
  ${call}
});
running.end();`;

describe("a framework's run of a model, with a call that is tried twice", () => {
  it.each([
    ['always_off', 0],
    ['always_on', 1],
  ])('counts once with the sampler %s', async (sampler, spans) => {
    const { exitCode, callRecords } = await traced.run(
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
        OTEL_TRACES_SAMPLER: sampler,
        LLM_OTEL_LOG_DIR: 'llm_logs',
      },
      program,
    );
    expect(exitCode).toBe(0);
    expect(traced.sink().traces()).toHaveLength(spans);
    expect(callRecords()).toMatchObject([
      { provider: 'openai', model_id: 'gpt-4o', outcome: 'completed' },
    ]);
    const durations = traced
      .sink()
      .metrics()
      .filter(({ name }) => name === 'gen_ai.client.inference.duration')
      .flatMap(({ points }) => points.map(({ count }) => count));
    expect(durations).toEqual([1]);
  });
});
