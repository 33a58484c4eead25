// Tracers that an application takes before the first call of a model, from any copy of OpenTelemetry's API, record once our
// pipeline has started: there may be several copies, such as the ES modules beside the CommonJS ones.

import { createRequire } from 'node:module';
import {
  type MockLlm,
  type OtlpSink,
  runScenario,
  startMockLlm,
  startOtlpSink,
} from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

const { resolve } = createRequire(import.meta.url);
const preload = resolve('llm-otel/register');

let mock: MockLlm;
let sink: OtlpSink;
beforeAll(async () => {
  [mock, sink] = await Promise.all([startMockLlm(), startOtlpSink()]);
});
afterEach(() => sink.reset());
afterAll(() => Promise.all([mock.close(), sink.close()]));

const USE = `
  const client = new OpenAI();
  const ask = () => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] });
  await ask();
  for (const tracer of tracers) {
    await tracer.startActiveSpan('work', async (span) => { await ask(); span.end(); });
  }`;
const PROGRAMS = {
  esm: `import { trace } from '@opentelemetry/api';
    import OpenAI from 'openai';
    const tracers = [trace.getTracer('early'), trace.getTracerProvider().getTracer('by its provider')];
    ${USE}`,
  cjs: `const { trace } = require('@opentelemetry/api');
    const { default: OpenAI } = require('openai');
    const tracers = [trace.getTracer('early'), trace.getTracerProvider().getTracer('by its provider')];
    (async () => { ${USE} })();`,
  'esm and cjs': `import { createRequire } from 'node:module';
    import * as esm from '@opentelemetry/api';
    import OpenAI from 'openai';
    const cjs = createRequire(import.meta.url)('@opentelemetry/api');
    const tracers = [esm.trace.getTracer('early'), cjs.trace.getTracer('of the other copy')];
    ${USE}`,
};

it.each(Object.entries(PROGRAMS))('record in %s', async (format, source) => {
  const result = await runScenario({
    format: format === 'cjs' ? 'cjs' : 'esm',
    source,
    nodeArguments: ['--require', preload],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    },
  });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const spans = sink.traces();
  const works = spans.filter(({ name }) => name === 'work');
  expect(works).toHaveLength(2);
  for (const work of works) {
    expect(spans.filter(({ parentSpanId }) => parentSpanId === work.spanId)).toMatchObject([
      { name: 'llm.call', traceId: work.traceId },
    ]);
  }
});
