// F-38: more content than a receiver takes in one request goes in several, and all of it arrives.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, run } = useTracedProgram();
const CALLS = 120;
/** What gRPC takes unless told otherwise; the texts of a request, with what stands around them. */
const LIMIT = 4 * 2 ** 20;

/** So many calls with prompts of 100,000 characters, of two bytes each; then the process ends. */
const program = (end: string): string => `
  import OpenAI from 'openai';
  const client = new OpenAI({ maxRetries: 0, fetch: async () => Response.json({ id: 'c', model: 'm', choices: [] }) });
  const content = 'ä'.repeat(100_000);
  for (let call = 0; call < ${CALLS}; call += 1) {
    await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: call + content }] });
  }
  ${end}`;

describe('F-38: 120 calls with prompts of 200 KB', () => {
  it.each([
    ['when the program ends by itself', ''],
    ['when it ends itself', 'process.exit(0);'],
  ])('arrive %s', async (_when, end) => {
    const result = await run(
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_AND_EVENT',
        LLM_OTEL_DETAILS_EVENT: 'always',
        OTEL_BSP_SCHEDULE_DELAY: '60000',
        OTEL_BLRP_SCHEDULE_DELAY: '60000',
      },
      program(end),
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    await sink().waitFor(() => sink().traces().length >= CALLS && sink().logs().length >= CALLS);
    const ids = sink()
      .traces()
      .map(({ spanId }) => spanId);
    expect({ all: ids.length, each: new Set(ids).size }).toEqual({ all: CALLS, each: CALLS });
    const sizes = sink().requests.map(({ body }) => Buffer.byteLength(JSON.stringify(body)));
    expect(sizes.filter((size) => size > LIMIT)).toEqual([]);
    // Both signals, in requests that are nearly full.
    expect(sizes.length).toBeLessThan(2 * CALLS);
  });

  it.each(['forceFlush', 'shutdown'])(
    'have arrived when the application has waited for %s, whatever comes then',
    async (method) => {
      const result = await run(
        {
          OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
          OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_AND_EVENT',
          LLM_OTEL_DETAILS_EVENT: 'always',
          OTEL_BSP_SCHEDULE_DELAY: '60000',
          OTEL_BLRP_SCHEDULE_DELAY: '60000',
        },
        `import { logs, trace } from '@opentelemetry/api';
        ${program(`
        await trace.getTracerProvider().getDelegate().${method}();
        await logs.getLoggerProvider().${method}();
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => undefined);`)}`,
      );
      expect(result.stderr).toBe('');
      expect({ traces: sink().traces().length, logs: sink().logs().length }).toEqual({
        traces: CALLS,
        logs: CALLS,
      });
    },
  );

  it('sends a span that is longer than a request alone', async () => {
    const result = await run(
      { OTEL_EXPORTER_OTLP_ENDPOINT: sink().url },
      `import { trace } from '@opentelemetry/api';
      import { chainStep } from 'llm-otel';
      for (const size of [1, 6e6, 1]) {
        await chainStep('own', () => trace.getActiveSpan().setAttribute('text', 'a'.repeat(size)));
      }`,
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    await sink().waitFor(() => sink().traces().length === 3);
    const traces = sink().requests.filter(({ path }) => path === '/v1/traces');
    expect(traces.map(({ body }) => JSON.stringify(body).length > LIMIT)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('goes on without what cannot be serialized, and the process lives', async () => {
    const result = await run(
      { OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, OTEL_BSP_SCHEDULE_DELAY: '60000' },
      `import { trace } from '@opentelemetry/api';
      import { chainStep } from 'llm-otel';
      process.on('unhandledRejection', (error) => console.log('unhandled', error));
      const endless = {}; endless.self = endless;
      for (const value of ['a', endless, 'b']) {
        await chainStep('own', () => {
          const span = trace.getActiveSpan();
          span.attributes.text = value;
        });
      }`,
    );
    expect(result).toMatchObject({ exitCode: 0, stdout: '' });
    await sink().waitFor(() => sink().traces().length === 2);
  });
});
