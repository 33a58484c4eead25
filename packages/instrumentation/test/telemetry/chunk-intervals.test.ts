// The times between chunks: measured by default, and left out on request without a change to anything else.

import { describe, expect, it } from 'vitest';
import { comparable, type ComparablePoint } from '../support/metric-points.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, run } = useTracedProgram();

const program = `
  import OpenAI from 'openai';
  import { chainStep, llmCall } from 'llm-otel';
  const client = new OpenAI({ maxRetries: 0 });
  const messages = [{ role: 'user', content: 'What is a span?' }];
  for await (const _ of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }));
  const parts = async function* () { yield 1; yield 2; yield 3; };
  for await (const _ of llmCall({ model: 'own', provider: 'own' }, parts));
  for await (const _ of chainStep('parts', parts));`;

const isInterval = ({ name }: ComparablePoint): boolean => name.endsWith('time_per_output_chunk');
const pointsWith = async (env: Record<string, string>): Promise<ComparablePoint[]> => {
  sink().reset();
  const sent = { OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, LLM_OTEL_SEMCONV: 'both', ...env };
  expect(await run(sent, program)).toMatchObject({ exitCode: 0, stderr: '' });
  return comparable(sink().metrics());
};

describe.each([
  ['our own aggregation', {}],
  ["the SDK's", { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta' }],
])('LLM_OTEL_CHUNK_INTERVALS with %s', (_name, env) => {
  it('leaves out the intervals and nothing else', async () => {
    const all = await pointsWith(env);
    expect(all.filter(isInterval).map(({ count }) => count)).toHaveLength(4);
    const less = await pointsWith({ ...env, LLM_OTEL_CHUNK_INTERVALS: 'off' });
    expect(less).toEqual(all.filter((point) => !isInterval(point)));
    const first = less.filter(({ name }) => name.endsWith('time_to_first_chunk'));
    expect(first.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });
});

describe('call records', () => {
  it('have the time of generation only if intervals are measured', async () => {
    const given = async (env: Record<string, string>): Promise<boolean[]> => {
      const written = (await run(env, program)).callRecords();
      const streamed = written.filter((record) => 'time_to_first_chunk_ms' in record);
      expect(streamed).toHaveLength(3);
      return streamed.map((record) => 'generation_latency_ms' in record);
    };
    expect(await given({})).toEqual([true, true, true]);
    expect(await given({ LLM_OTEL_CHUNK_INTERVALS: 'off' })).toEqual([false, false, false]);
  });
});
