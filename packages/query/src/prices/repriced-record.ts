// The cost of a recorded call, found again from the tokens that the record has.

import { costFields, costOf, type PriceList, toDollars } from 'llm-otel/prices';
import type { CallRecord } from '../reader/parse-line.ts';

/** Fields that a new cost replaces. */
const COST_FIELDS = [
  'cost_usd',
  'cost_input_usd',
  'cost_output_usd',
  'cost_source',
  'cost_note',
  'price_model',
  'price_version',
] as const;
const PRICED = new Set(['chat', 'text_completion', 'generate_content', 'embeddings', 'rerank']);

/** A call with its cost as recorded and anew, in dollars; `null` where there is no price. */
export interface Repriced {
  readonly provider: string;
  readonly model: string;
  readonly before: number | null;
  readonly after: number | null;
  /** The new fields of the record, `undefined` for those that it does not have any more. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The cost of `record` at `time`, in milliseconds since the epoch, or when it was made. `undefined` if it is no call
 * that has a cost, or if the provider stated it: no price list knows better.
 */
export function toRepriced(
  record: CallRecord,
  prices: PriceList,
  time?: number,
): Repriced | undefined {
  const { operation, outcome, cost_source: source, total_tokens: tokens, success } = record;
  // Only what has ended has an outcome.
  if (!PRICED.has(String(operation)) || outcome === undefined || source === 'provider') {
    return undefined;
  }
  if (success === false && tokens === undefined) return undefined;
  const when = time ?? Date.parse(String(record['timestamp']));
  if (Number.isNaN(when)) return undefined;
  const asked = toText(record['model_id']);
  const answered = toText(record['model_version']);
  const cost = costOf(
    {
      provider: toText(record['provider']),
      asked,
      answered,
      usage: usageOf(record),
      tiers: tiersOf(record),
      image: {
        size: toText(attributeOf(record, 'llm_otel.request.image.size')),
        quality: toText(attributeOf(record, 'llm_otel.request.image.quality')),
      },
      time: when,
    },
    prices,
  );
  const isWhole = outcome === 'completed' || cost.nanos === undefined;
  const noted = isWhole ? cost : { note: 'incomplete', ...cost };
  const before = record['cost_usd'];
  return {
    provider: toText(record['provider']) ?? 'unknown',
    model: answered ?? asked ?? 'unknown',
    before: typeof before === 'number' ? before : null,
    after: cost.nanos === undefined ? null : toDollars(cost.nanos),
    fields: { ...NO_FIELDS, ...costFields(noted, [asked, answered]) },
  };
}

const NO_FIELDS = Object.fromEntries(COST_FIELDS.map((name) => [name, undefined]));

type Usage = NonNullable<Parameters<typeof costOf>[0]['usage']>;

function usageOf(record: CallRecord): Usage | undefined {
  const attributes = (record['attributes'] ?? {}) as Readonly<Record<string, unknown>>;
  const own = (name: string): number | undefined => toNumber(attributes[`llm_otel.usage.${name}`]);
  const parts = (of: string) => ({
    audio: toNumber(attributes[`gen_ai.usage.audio.${of}`]),
    image: toNumber(attributes[`gen_ai.usage.image.${of}`]),
  });
  const usage = {
    inputTokens: toNumber(record['prompt_tokens']),
    outputTokens: toNumber(record['completion_tokens']),
    cacheReadInputTokens: toNumber(record['cache_read_tokens']),
    cacheWriteInputTokens: toNumber(record['cache_write_tokens']),
    reasoningOutputTokens: toNumber(record['reasoning_tokens']),
    cacheWrite1hTokens: own('cache_write_1h.input_tokens'),
    webSearches: own('web_searches'),
    fileSearches: own('file_searches'),
    searchUnits: own('search_units'),
    imageCount: own('images'),
    characters: own('characters'),
    audioSeconds: own('audio_seconds'),
  };
  if (Object.values(usage).every((count) => count === undefined)) return undefined;
  return {
    ...usage,
    inputByModality: parts('input_tokens'),
    outputByModality: parts('output_tokens'),
    cacheReadByModality: parts('cache_read.input_tokens'),
  } as Usage;
}

function attributeOf({ attributes }: CallRecord, name: string): unknown {
  return (attributes as Readonly<Record<string, unknown>> | undefined)?.[name];
}

function tiersOf(record: CallRecord): string[] {
  const { service_tier: tier } = record;
  const more = attributeOf(record, 'llm_otel.price.tiers');
  return [tier, ...(Array.isArray(more) ? (more as unknown[]) : [])].filter(
    (one) => typeof one === 'string',
  );
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
