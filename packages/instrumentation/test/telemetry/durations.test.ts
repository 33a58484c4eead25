// A call takes as long on its span as in its record and in the metrics, the first of a process included.

import { describe, expect, it } from 'vitest';
import { call, useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();

const program = `
import OpenAI from 'openai';
import { chainStep } from 'llm-otel';
const client = new OpenAI();
await chainStep('answer', async () => {
  ${call}
  for await (const _ of await client.chat.completions.create({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'x' }] }));
});
${call}`;

describe('the duration of an operation', () => {
  it.each([
    ['without content', {}],
    ['with content', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' }],
  ])('is one: %s', async (_how, env) => {
    const { callRecords } = await traced.run(
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
        LLM_OTEL_LOG_DIR: 'llm_logs',
        ...env,
      },
      program,
    );
    const spans = traced.sink().traces();
    expect(spans).toHaveLength(4);
    for (const { spanId, startTimeUnixNano, endTimeUnixNano } of spans) {
      const record = callRecords().find((one) => one['span_id'] === spanId)!;
      const milliseconds = Number(endTimeUnixNano - startTimeUnixNano) / 1e6;
      // The record is rounded to hundredths.
      expect(milliseconds).toBeCloseTo(record['latency_ms'] as number, 1);
    }
  });
});

const timed = `
import OpenAI from 'openai';
import { trace } from '@opentelemetry/api';
const client = new OpenAI();
${call}
const tracer = trace.getTracer('application');
const asked = async (name) => {
  // As early in a millisecond as it can be: the times of the API are full ones.
  for (const before = Date.now(); before === Date.now(); );
  await tracer.startActiveSpan(name, async (span) => { ${call} span.end(); });
};
for (let count = 0; count < 10; count += 1) await asked('outer');
const { now } = Date;
Date.now = () => now() + 3_600_000;
await asked('later');
Date.now = () => now() - 3_600_000;
await asked('earlier');`;

describe('the start of an operation', () => {
  it('is not before that of the span around it, also when the clock is set', async () => {
    const { exitCode } = await traced.run(
      { OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url },
      timed,
    );
    expect(exitCode).toBe(0);
    const spans = traced.sink().traces();
    const outer = spans.filter(({ scope }) => scope.name === 'application');
    expect(outer).toHaveLength(12);
    const starts = (name: string) => {
      const { startTimeUnixNano } = outer.find((span) => span.name === name)!;
      return Number(startTimeUnixNano / 1_000_000n);
    };
    const hour = 3_600_000;
    expect(Math.round((starts('later') - starts('earlier')) / hour)).toBe(2);
    for (const { spanId, startTimeUnixNano } of outer) {
      const inner = spans.find(({ parentSpanId }) => parentSpanId === spanId)!;
      const milliseconds = Number(inner.startTimeUnixNano - startTimeUnixNano) / 1e6;
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeLessThan(hour);
    }
  });
});
