// openai, patched in the test's own process: every supported major at both ends, a mock server, a sink.

import { createRequire } from 'node:module';
import {
  createTelemetrySink,
  startMockLlm,
  type MockLlm,
  type TelemetrySink,
} from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { register, unregister } from './global-telemetry.ts';

type OpenAiClass = typeof OpenAI;

/** Where each version is installed: the first and the last of every supported major. */
const LANES = {
  '7.59.0': '.',
  '7.0.0': '../../../sdks/openai-7-0/',
  '6.49.0': '../../../sdks/openai-6/',
  '6.0.0': '../../../sdks/openai-6-0/',
  '5.23.2': '../../../sdks/openai-5/',
  '5.0.0': '../../../sdks/openai-5-0/',
  '4.104.0': '../../../sdks/openai-4/',
  '4.76.0': '../../../sdks/openai-4-76/',
} as const;

/** A version that is tested. */
export type Version = keyof typeof LANES;

/** The supported versions, as their CommonJS build. */
export const majors = Object.keys(LANES) as Version[];

/** Whether a version has the Responses API. */
export const hasResponses = (version: Version): boolean => version !== '4.76.0';

/** Loads the exports of one version. */
export function loadModule(version: Version): typeof import('openai') {
  return requireOf(version)('openai');
}

/** Loads another file that one version exports, such as `openai/realtime/ws`. */
export function loadFile(version: Version, file: string): Record<string, unknown> {
  return requireOf(version)(file) as Record<string, unknown>;
}

/** The path of the file that `require` of one version loads. */
export function entryOf(version: Version, file = 'openai'): string {
  return requireOf(version).resolve(file);
}

function requireOf(version: Version): NodeJS.Require {
  return createRequire(new URL(LANES[version], import.meta.url));
}

/** What a test on a patched SDK works with. */
export interface TracedOpenAi {
  readonly OpenAI: OpenAiClass;
  readonly client: OpenAI;
  /** `parse`, `stream` and `runTools`: major 4 has them below `beta`. */
  readonly chatHelpers: OpenAI['chat']['completions'];
  readonly mock: MockLlm;
  readonly sink: TelemetrySink;
}

/** Patches one major for the tests of the current block, with fresh telemetry for each. */
export function useTracedOpenAi(version: Version): TracedOpenAi {
  const used = {} as { -readonly [Key in keyof TracedOpenAi]: TracedOpenAi[Key] };
  beforeAll(async () => {
    used.mock = await startMockLlm();
    used.sink = createTelemetrySink();
    register(used.sink);
    used.OpenAI = instrument(loadModule(version).OpenAI);
    used.client = new used.OpenAI({ baseURL: used.mock.url, apiKey: 'unused', maxRetries: 0 });
    const { chat, beta } = used.client as OpenAI & { beta: { chat?: OpenAI['chat'] } };
    used.chatHelpers = 'parse' in chat.completions ? chat.completions : beta.chat!.completions;
  });
  afterEach(async () => {
    used.mock.reset();
    await used.sink.reset();
  });
  afterAll(async () => {
    uninstrument(used.OpenAI);
    unregister();
    await used.mock.close();
  });
  return used;
}
