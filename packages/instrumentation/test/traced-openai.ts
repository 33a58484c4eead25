// openai, patched in the test's own process: both supported majors, a mock server, a sink.

import { createRequire } from 'node:module';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  createTelemetrySink,
  startMockLlm,
  type MockLlm,
  type TelemetrySink,
} from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll } from 'vitest';

type OpenAiClass = typeof OpenAI;

/** The supported majors, as their CommonJS build. */
export const majors = ['7.55.0', '6.49.0'] as const;

/** Loads the class of one major. */
function loadOpenAi(version: (typeof majors)[number]): OpenAiClass {
  const from = version.startsWith('6') ? '../../sdks/openai-6/package.json' : './traced-openai.ts';
  const require = createRequire(new URL(from, import.meta.url));
  const loaded = require('openai') as { OpenAI: OpenAiClass };
  return loaded.OpenAI;
}

/** What a test on a patched SDK works with. */
export interface TracedOpenAi {
  readonly OpenAI: OpenAiClass;
  readonly client: OpenAI;
  readonly mock: MockLlm;
  readonly sink: TelemetrySink;
}

/** Patches one major for the tests of the current block, with fresh telemetry for each. */
export function useTracedOpenAi(version: (typeof majors)[number]): TracedOpenAi {
  const used = {} as { -readonly [Key in keyof TracedOpenAi]: TracedOpenAi[Key] };
  beforeAll(async () => {
    used.mock = await startMockLlm();
    used.sink = createTelemetrySink();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(used.sink.tracerProvider);
    metrics.setGlobalMeterProvider(used.sink.meterProvider);
    used.OpenAI = instrument(loadOpenAi(version));
    used.client = new used.OpenAI({ baseURL: used.mock.url, apiKey: 'unused', maxRetries: 0 });
  });
  afterEach(async () => {
    used.mock.reset();
    await used.sink.reset();
  });
  afterAll(async () => {
    uninstrument(used.OpenAI);
    trace.disable();
    metrics.disable();
    context.disable();
    await used.mock.close();
  });
  return used;
}
