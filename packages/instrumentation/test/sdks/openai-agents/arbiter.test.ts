// OpenAI Agents above, the SDK of OpenAI below, in one process: each call of a model counts once.

import { startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spanTree } from '../../support/span-tree.ts';
import { runAgents } from './program.ts';
import { PROGRAMS } from './programs.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const durations = (): number =>
  sink
    .metrics()
    .filter(
      ({ name }) =>
        name === 'gen_ai.client.operation.duration' || name === 'gen_ai.client.inference.duration',
    )
    .flatMap(({ points }) => points.map(({ count }) => count ?? 0))
    .reduce((sum, count) => sum + count, 0);
const inferences = (): number =>
  sink.traces().filter(({ attributes }) => attributes['gen_ai.operation.name'] === 'chat').length;

describe.each(['run', 'stream', 'chat completions', 'chat completions, streamed'] as const)(
  'three calls of a model: %s',
  (name) => {
    it.each([
      ['always_on', 3],
      ['always_off', 0],
    ])('count as three with the sampler %s', async (sampler, spans) => {
      const { exitCode, records } = await runAgents(PROGRAMS[name], {
        isAlone: true,
        env: {
          OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
          OTEL_TRACES_SAMPLER: sampler,
          LLM_OTEL_LOG_DIR: 'llm_logs',
        },
      });
      expect(exitCode).toBe(0);
      expect(records.filter(({ operation }) => operation === 'chat')).toHaveLength(3);
      expect({ spans: inferences(), durations: durations() }).toEqual({ spans, durations: 3 });
    });
  },
);

it('counts a call that the SDK of OpenAI tries again as one', async () => {
  const program = `failNext(1); console.log((await run(agentOf('A'), 'Hi')).finalOutput, requests.length);`;
  const { stdout, records } = await runAgents(program);
  expect(stdout).toBe('Hello world 2\n');
  expect(records.filter(({ operation }) => operation === 'chat')).toHaveLength(1);
});

it('has the spans of the application around and below', async () => {
  const program = `
    const { NodeSDK } = await import('@opentelemetry/sdk-node');
    const telemetry = new NodeSDK();
    telemetry.start();
    const tracer = trace.getTracer('mine');
    const looking = tool({
      name: 'look', description: 'x', parameters: z.object({ city: z.string() }),
      execute: () => tracer.startActiveSpan('database', async (span) => {
        await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hi' }] });
        span.end();
        return 'x';
      }),
    });
    await tracer.startActiveSpan('request', async (span) => {
      await run(agentOf('A', { tools: [looking] }), 'Hi');
      span.end();
    });
    await telemetry.shutdown();`;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  await runAgents(program, { env, isAlone: true });
  expect(spanTree(sink.traces()).replaceAll(/ \w+=\S+/g, '')).toBe(`request
  invoke_workflow
    invoke_agent A
      chat gpt-4o
      execute_tool look
        database
          chat gpt-4o
      chat gpt-4o
`);
});
