// @anthropic-ai/sdk, patched in the test's own process: its oldest and newest supported versions and
// those around its changes, a mock server, a sink.

import { createRequire } from 'node:module';
import type Anthropic from '@anthropic-ai/sdk';
import {
  createTelemetrySink,
  startMockLlm,
  type MockLlm,
  type TelemetrySink,
} from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { register, unregister } from './global-telemetry.ts';

type AnthropicClass = typeof Anthropic;

/** Where each version is installed. 0.134 began to trace itself. */
const LANES = {
  '1.14.0': '.',
  '1.0.0': '../../../sdks/anthropic-1-0/',
  '0.137.0': '../../../sdks/anthropic-0/',
  '0.133.0': '../../../sdks/anthropic-0-133/',
  '0.39.0': '../../../sdks/anthropic-0-39/',
} as const;

/** A version that is tested. */
export type AnthropicVersion = keyof typeof LANES;

/** The tested versions, as their CommonJS build. */
export const anthropicVersions = Object.keys(LANES) as AnthropicVersion[];

/** Whether a version traces itself. */
export const tracesItself = (version: AnthropicVersion): boolean =>
  version !== '0.39.0' && version !== '0.133.0';

/** Loads the exports of one version. */
export function loadAnthropic(version: AnthropicVersion): typeof import('@anthropic-ai/sdk') {
  return requireOf(version)('@anthropic-ai/sdk');
}

/** The path of the file that `require` of one version loads. */
export function anthropicEntryOf(version: AnthropicVersion): string {
  return requireOf(version).resolve('@anthropic-ai/sdk');
}

function requireOf(version: AnthropicVersion): NodeJS.Require {
  return createRequire(new URL(LANES[version], import.meta.url));
}

/** What a test on a patched SDK works with. */
export interface TracedAnthropic {
  readonly Anthropic: AnthropicClass;
  readonly client: Anthropic;
  readonly mock: MockLlm;
  readonly sink: TelemetrySink;
}

/** Patches one version for the tests of the current block, with fresh telemetry for each. */
export function useTracedAnthropic(version: AnthropicVersion): TracedAnthropic {
  const used = {} as { -readonly [Key in keyof TracedAnthropic]: TracedAnthropic[Key] };
  beforeAll(async () => {
    used.mock = await startMockLlm();
    used.sink = createTelemetrySink();
    register(used.sink);
    used.Anthropic = instrument(loadAnthropic(version).Anthropic);
    used.client = new used.Anthropic({
      baseURL: used.mock.anthropicUrl,
      apiKey: 'unused',
      maxRetries: 0,
    });
  });
  afterEach(async () => {
    used.mock.reset();
    await used.sink.reset();
  });
  afterAll(async () => {
    uninstrument(used.Anthropic);
    unregister();
    await used.mock.close();
  });
  return used;
}
