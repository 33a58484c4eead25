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
