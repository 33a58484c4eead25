// F-16: whatever a server sends, the application sees what the bare SDK makes of it, every call is
// recorded once, and nothing that is no number reaches a metric.

import { runScenario, type MetricRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { describeValue } from '../differential/description.ts';
import type { AnyStream, OpenAiModule, Sent } from '../differential/program.ts';
import { useTracedProgram } from '../support/traced-program.ts';
import { clientOf, useBothSdks, type Answer } from './both-sdks.ts';
import { malformedBodies, type MalformedBody } from './malformed-bodies.ts';
import { MODEL_CALLS } from './model-calls.ts';

/** All that an application can see of a call that is answered with `body`. */
async function observe(openai: OpenAiModule, body: MalformedBody): Promise<unknown[]> {
  const type = body.isStreamed ? 'text/event-stream' : 'application/json';
  const answer: Answer = () => new Response(body.text, { headers: { 'content-type': type } });
  const seen: unknown[] = [];
  try {
    const promise = MODEL_CALLS[body.call](clientOf(openai, answer), body.isStreamed as true);
    const result = await (promise as Sent<AnyStream>);
    if (body.isStreamed) for await (const chunk of result) seen.push(describeValue(chunk, openai));
    else seen.push(describeValue(result, openai));
  } catch (error) {
    seen.push('threw', describeValue(error, openai));
  }
  return seen;
}

const prototype = (): PropertyKey[] => Reflect.ownKeys(Object.prototype);
/** All that a backend gets to see of metrics; `null` is what JSON makes of what is no number. */
const numbersOf = (metrics: readonly MetricRecord[]): unknown[] =>
  metrics
    .flatMap((metric) => metric.points)
    .flatMap(({ value, count, sum, min, max }) =>
      count === undefined ? [value] : [count, sum, ...(count > 0 ? [min, max] : [])],
    );
const isCount = (value: unknown): boolean => Number.isFinite(value) && Number(value) >= 0;

describe.each(['7.59.0', '6.49.0'] as const)('F-16 openai %s', (version) => {
  const both = useBothSdks(version);

  it('tries 300 bodies and more', () => {
    expect(malformedBodies.length).toBeGreaterThan(300);
  });

  /** What is to be seen of a call, and what was. */
  const observeBoth = async (body: MalformedBody): Promise<{ due: unknown; actual: unknown }> => {
    const keys = prototype();
    const seen = await observe(both.modules.bare, body);
    const seenTraced = await observe(both.modules.traced, body);
    const numbers = numbersOf(await both.traced.sink.metrics());
    const { spans, records } = await both.take();
    const counts = Object.entries(spans[0]?.attributes ?? {})
      .filter(([name]) => name.startsWith('gen_ai.usage.'))
      .map(([, count]) => count);
    return {
      due: {
        seen,
        keys,
        isMeasured: true,
        wrongNumbers: [],
        spans: 1,
        records: [spans[0]?.spanId],
      },
      actual: {
        seen: seenTraced,
        keys: prototype(),
        isMeasured: numbers.length > 0,
        wrongNumbers: [...numbers, ...counts].filter((number) => !isCount(number)),
        spans: spans.length,
        records: records.map((record) => record['span_id']),
      },
    };
  };

  it.each(malformedBodies)('$label', async (body) => {
    const { due, actual } = await observeBoth(body);
    expect(actual).toEqual(due);
  });
});

const fileOf = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);

describe('F-16 our own pipeline', () => {
  const traced = useTracedProgram();

  it('sends nothing that is no number after all of them', async () => {
    const result = await runScenario({
      format: 'esm',
      timeoutMs: 120_000,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url },
      source: `
        import OpenAI from 'openai';
        import { malformedBodies } from ${fileOf('malformed-bodies.ts')};
        import { MODEL_CALLS } from ${fileOf('model-calls.ts')};
        for (const { call, isStreamed, text } of malformedBodies) {
          const headers = { 'content-type': isStreamed ? 'text/event-stream' : 'application/json' };
          const fetch = async () => new Response(text, { headers });
          const client = new OpenAI({ apiKey: 'unused', logLevel: 'off', maxRetries: 0, fetch });
          try {
            const result = await MODEL_CALLS[call](client, isStreamed);
            if (isStreamed) for await (const chunk of result);
          } catch {}
        }`,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    const metrics = traced.sink().metrics();
    expect(numbersOf(metrics).filter((number) => !isCount(number))).toEqual([]);
    const counts = metrics
      .filter(({ name }) => /^gen_ai\.client\.(?:inference|embeddings)\.duration$/.test(name))
      .flatMap(({ points }) => points.map(({ count = 0 }) => count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(malformedBodies.length);
  });
});
