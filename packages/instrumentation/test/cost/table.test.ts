// Every model of the table costs what the engine of `@pydantic/genai-prices`, from whose data the build writes the
// table, says it costs.

import { calcPrice, waitForUpdate, type ModelInfo, type Provider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { costOf, type PricedCall, readPriceList } from 'llm-otel/prices';

const providers = (await waitForUpdate())!;
const list = readPriceList();
const TIMES = ['2024-03-01T12:00:00Z', '2025-07-15T03:30:00Z', '2026-11-29T18:00:00Z'].map(
  Date.parse,
);

/** Usages of many shapes: small and beyond the limits of long contexts, cached, written, spoken. */
const USAGES: readonly Usage[] = [
  { inputTokens: 1000, outputTokens: 500 },
  { inputTokens: 300_001, outputTokens: 7 },
  { inputTokens: 200_000, outputTokens: 1, cacheReadInputTokens: 150_000 },
  {
    inputTokens: 12_345,
    outputTokens: 678,
    cacheReadInputTokens: 2345,
    cacheWriteInputTokens: 5000,
    cacheWrite1hTokens: 1234,
  },
  { inputTokens: 999_999, outputTokens: 99_999, reasoningOutputTokens: 88_888, webSearches: 3 },
];
/** Only for models with a price for it. */
const SPOKEN: Usage = {
  inputTokens: 900,
  outputTokens: 400,
  cacheReadInputTokens: 100,
  inputByModality: { text: 500, audio: 400 },
  outputByModality: { text: 100, audio: 300 },
  cacheReadByModality: { text: 60, audio: 40 },
};

describe.each(providers.map((provider) => ({ name: provider.id, provider })))(
  '$name',
  ({ provider }) => {
    it('costs the same by the engine', () => {
      const different: unknown[] = [];
      let compared = 0;
      for (const { name, isDated } of namesIn(provider.models)) {
        for (const time of isDated ? TIMES : TIMES.slice(-1)) {
          for (const usage of [...USAGES, SPOKEN]) {
            // The table lacks some of their prices.
            if (/^(?:gpt-4o-(?:mini-)?audio|ft:gpt-4o)/.test(name)) continue;
            const theirs = engineCost(provider, name, usage, time);
            if (theirs === undefined) continue;
            const call = { provider: provider.id, answered: name, asked: undefined, tiers: [] };
            const ours = costOf({ ...call, usage, time }, list);
            compared += 1;
            // The engine charges nothing for what has no price, such as the tokens of a model that is paid by the page.
            if (ours.nanos === undefined && ours.note === 'no_unit_price' && theirs === 0) continue;
            if (ours.nanos === undefined || Math.abs(ours.nanos - theirs * 1e9) > 1) {
              different.push({ name, usage, ours, theirs });
            }
          }
        }
      }
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(0);
    });
  },
);

/** The models' ids, and the names that their conditions speak of. */
function namesIn(models: readonly ModelInfo[]): { name: string; isDated: boolean }[] {
  return models.flatMap(({ id, match, prices }) =>
    [...new Set([id, ...textsIn(match)])].map((name) => ({ name, isDated: Array.isArray(prices) })),
  );
}

function textsIn(match: unknown): string[] {
  return Object.entries(match as Record<string, unknown>).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.flatMap(textsIn);
    return key === 'regex' ? [] : [String(value)];
  });
}

type Usage = PricedCall['usage'] & object;

/** Dollars; `undefined` where the engine has no answer. */
function engineCost(
  provider: Provider,
  model: string,
  usage: Usage,
  time: number,
): number | undefined {
  const { inputByModality, outputByModality, cacheReadByModality } = usage;
  try {
    const price = calcPrice(
      {
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        cache_read_tokens: usage.cacheReadInputTokens,
        cache_write_tokens: usage.cacheWriteInputTokens,
        cache_write_1h_tokens: usage.cacheWrite1hTokens,
        output_reasoning_tokens: usage.reasoningOutputTokens,
        web_searches: usage.webSearches,
        input_audio_tokens: inputByModality?.audio,
        output_audio_tokens: outputByModality?.audio,
        cache_audio_read_tokens: cacheReadByModality?.audio,
      },
      model,
      { provider, timestamp: new Date(time) },
    );
    return price?.total_price;
  } catch {
    return undefined;
  }
}
