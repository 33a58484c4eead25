// What the caches of providers saved: what cached input would have cost at the plain price, less what it cost. What was
// written to a cache costs more than plain input, which counts against it.

import type { PriceList, PricedCall } from 'llm-otel/prices';
import type { Engine, Parameter, Row } from './engine.ts';

/** No price of the tables depends on the size of an input that is smaller. Such calls are added up. */
const SMALL = 100_000;
const NANO = 1e9;

type Usage = NonNullable<PricedCall['usage']>;

/** The question of `selected`, calls whose columns `groups` are those of a group. */
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
  const by = [
    ...groups,
    'provider',
    'model_id',
    'model_version',
    'service_tier',
    `json_extract(attributes, '$."llm_otel.price.tiers"')::VARCHAR`,
    `epoch_ms(date_trunc('hour', "timestamp"))`,
    `greatest(coalesce(prompt_tokens, 0), ${SMALL})`,
  ];
  const names = ['provider', 'asked', 'answered', 'tier', 'tiers', 'time', 'size'];
  const list = by.map((one, at) =>
    at < groups.length ? one : `${one} AS of_${names[at - groups.length]}`,
  );
  const lasting = `TRY_CAST(json_extract_string(attributes, '$."llm_otel.usage.cache_write_1h.input_tokens"') AS BIGINT)`;
  const rows = await engine.rows(
    `WITH selected AS (${sql})
     SELECT ${list.join(', ')}, sum(coalesce(cache_read_tokens, 0)) AS read,
       sum(coalesce(cache_write_tokens, 0)) AS written, sum(coalesce(${lasting}, 0)) AS lasting
     FROM selected
     WHERE is_own_sum AND cost_source = 'local' AND cost_usd IS NOT NULL
       AND (cache_read_tokens > 0 OR cache_write_tokens > 0)
     GROUP BY ${by.map((_, at) => at + 1).join(', ')}`,
    parameters,
  );
  if (rows.length === 0) return new Map();
  const { costOf } = await import('llm-otel/prices');
  const prices = await ownPrices();
  const nanos = new Map<string, number>();
  for (const row of rows) {
    const size = Number(row['of_size']);
    const costs = (usage: Usage): number | undefined =>
      costOf({ ...callOf(row), usage: { ...usage, inputTokens: size } }, prices).nanos;
    const plain = costs({});
    const read = costs({ cacheReadInputTokens: size });
    const written = costs({ cacheWriteInputTokens: size });
    const lasting = costs({ cacheWriteInputTokens: size, cacheWrite1hTokens: size });
    if (plain === undefined || read === undefined) continue;
    const short = Number(row['written']) - Number(row['lasting']);
    const saved =
      Number(row['read']) * (plain - read) +
      short * (plain - (written ?? plain)) +
      Number(row['lasting']) * (plain - (lasting ?? plain));
    nanos.set(label(row), (nanos.get(label(row)) ?? 0) + saved / size);
  }
  return new Map([...nanos].map(([group, saved]) => [group, Math.round(saved) / NANO]));
}

function callOf(row: Row): Omit<PricedCall, 'usage'> {
  const text = (name: string): string | undefined =>
    (row[`of_${name}`] as string | null) ?? undefined;
  const more = JSON.parse(text('tiers') ?? '[]') as unknown;
  return {
    provider: text('provider'),
    asked: text('asked'),
    answered: text('answered'),
    tiers: [text('tier'), ...(Array.isArray(more) ? more : [])].filter(
      (tier) => typeof tier === 'string',
    ),
    time: Number(row['of_time']),
  };
}

/** With the file that the calls were priced by, if it is readable. */
async function ownPrices(): Promise<PriceList> {
  const { readPriceList } = await import('llm-otel/prices');
  try {
    return readPriceList(process.env['LLM_OTEL_PRICES'] || undefined);
  } catch {
    return readPriceList();
  }
}
