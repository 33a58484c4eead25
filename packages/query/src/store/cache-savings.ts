// What the caches of providers saved: what cached input would have cost at the plain price, less what it cost. What was
// written to a cache costs more than plain input, which counts against it.

import type { PriceList, PricedCall } from 'llm-otel/prices';
import type { Engine, Parameter, Row } from './engine.ts';

/** No price of the tables depends on the size of an input that is smaller. Such calls are added up. */
const SMALL = 100_000;
const NANO = 1e9;

/** Calls whose tokens have the same prices. */
const ALIKE = [
  'provider',
  'model_id',
  'model_version',
  'service_tier',
  `json_extract(attributes, '$."llm_otel.price.tiers"')::VARCHAR AS tiers`,
  `epoch_ms(date_trunc('hour', "timestamp")) AS hour`,
  `greatest(coalesce(prompt_tokens, 0), ${SMALL}) AS size`,
];
const WRITTEN_1H = `TRY_CAST(json_extract_string(
  attributes, '$."llm_otel.usage.cache_write_1h.input_tokens"') AS BIGINT)`;
const TOKENS = `
  sum(coalesce(cache_read_tokens, 0)) AS read,
  sum(coalesce(cache_write_tokens, 0)) AS written,
  sum(coalesce(${WRITTEN_1H}, 0)) AS written_1h`;
const IS_MEANT = `is_own_sum AND cost_source = 'local' AND cost_usd IS NOT NULL
  AND (cache_read_tokens > 0 OR cache_write_tokens > 0)`;

/** Selected calls, with the columns of their groups. */
export interface Selected {
  readonly sql: string;
  readonly groups: readonly string[];
  readonly parameters: readonly Parameter[];
}

/**
 * Dollars by `label` of a group, of calls whose cost comes from a price list: by its prices at the hour of the call, in
 * whole nano-dollars. A group without such calls is absent.
 */
export async function cacheSavings(
  engine: Engine,
  { sql, groups, parameters }: Selected,
  label: (row: Row) => string,
): Promise<ReadonlyMap<string, number>> {
  const by = [...groups, ...ALIKE];
  const rows = await engine.rows(
    `WITH selected AS (${sql})
     SELECT ${by.join(', ')}, ${TOKENS} FROM selected WHERE ${IS_MEANT}
     GROUP BY ${by.map((_, at) => at + 1).join(', ')}`,
    parameters,
  );
  const nanos = new Map<string, number>();
  if (rows.length === 0) return nanos;
  // Loads only where a cache was used.
  const { costOf, readPriceList } = await import('llm-otel/prices');
  const prices = ownPrices(readPriceList);
  for (const row of rows) {
    const saved = savedBy(row, (call) => costOf(call, prices).nanos);
    if (saved !== undefined) nanos.set(label(row), (nanos.get(label(row)) ?? 0) + saved);
  }
  return new Map([...nanos].map(([group, saved]) => [group, Math.round(saved) / NANO]));
}

/** Nano-dollars; `undefined` if there is no price now. */
function savedBy(row: Row, costOf: (call: PricedCall) => number | undefined): number | undefined {
  const size = Number(row['size']);
  const call = callOf(row);
  const costs = (usage: object): number | undefined =>
    costOf({ ...call, usage: { inputTokens: size, ...usage } });
  const plain = costs({});
  if (plain === undefined) return undefined;
  /** How much less a token costs than plain input. */
  const less = (usage: object): number => (plain - (costs(usage) ?? plain)) / size;
  const written1h = Number(row['written_1h']);
  return (
    Number(row['read']) * less({ cacheReadInputTokens: size }) +
    (Number(row['written']) - written1h) * less({ cacheWriteInputTokens: size }) +
    written1h * less({ cacheWriteInputTokens: size, cacheWrite1hTokens: size })
  );
}

function callOf(row: Row): Omit<PricedCall, 'usage'> {
  const text = (name: string): string | undefined => (row[name] as string | null) ?? undefined;
  const more = JSON.parse(text('tiers') ?? '[]') as unknown;
  const tiers = [text('service_tier'), ...(Array.isArray(more) ? more : [])];
  return {
    provider: text('provider'),
    asked: text('model_id'),
    answered: text('model_version'),
    tiers: tiers.filter((tier) => typeof tier === 'string'),
    time: Number(row['hour']),
  };
}

/** With the file that the calls were priced by, if it is readable. */
function ownPrices(read: (file?: string) => PriceList): PriceList {
  try {
    return read(process.env['LLM_OTEL_PRICES'] || undefined);
  } catch {
    return read();
  }
}
