// What the caches of providers saved, against amounts worked out by hand.
import { expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, logOf, type TestRecord } from './records.ts';

const priced = (fields: TestRecord = {}): TestRecord =>
  call({ prompt_tokens: 1000, cost_usd: 0.0075, cost_source: 'local', ...fields });

it('says what caches saved, less what writing to them cost', async () => {
  // 2.5 and 1.25 a million; in a batch half of that
  const cached = priced({ cache_read_tokens: 1000 });
  // 3, 0.3, to write 3.75 or 6 for an hour; twice that above 200,000 tokens
  const claude = (fields: TestRecord): TestRecord =>
    priced({
      provider: 'anthropic',
      model_id: 'claude-sonnet-4-5',
      model_version: 'claude-sonnet-4-5-20250929',
      ...fields,
    });
  const log = logOf([
    cached,
    priced({ cache_read_tokens: 1000 }),
    priced({ cache_read_tokens: 1000, service_tier: 'batch', variant: 'batch' }),
    // 10,000 × 2.7 - 600 × 0.75 - 400 × 3
    claude({
      prompt_tokens: 12_000,
      cache_read_tokens: 10_000,
      cache_write_tokens: 1000,
      attributes: { 'llm_otel.usage.cache_write_1h.input_tokens': 400 },
    }),
    // 200,000 × 5.4
    claude({ prompt_tokens: 250_000, cache_read_tokens: 200_000, variant: 'long' }),
    claude({ prompt_tokens: 9000, cache_write_tokens: 2000, variant: 'written' }),
    priced({ model_id: 'o3', cache_read_tokens: 0 }),
    priced({ cache_read_tokens: 1000, cost_source: 'provider', variant: 'stated' }),
    priced({ cache_read_tokens: 1000, cost_usd: null, variant: 'unpriced' }),
  ]);
  const { groups } = await ask(log, 'stats', '--group-by', 'model_id,variant');
  const saved = (model: string, variant: string | null): unknown =>
    groups.find(
      ({ group }: { group: TestRecord }) =>
        group['model_id'] === model && group['variant'] === variant,
    ).cache_savings_usd;
  expect(saved('gpt-4o', null)).toBe(0.0025);
  expect(saved('gpt-4o', 'batch')).toBe(0.000625);
  expect(saved('claude-sonnet-4-5', null)).toBe(0.02535);
  expect(saved('claude-sonnet-4-5', 'long')).toBe(1.08);
  expect(saved('claude-sonnet-4-5', 'written')).toBe(-0.0015);
  expect(saved('o3', null)).toBeNull();
  expect(saved('gpt-4o', 'stated')).toBeNull();
  expect(saved('gpt-4o', 'unpriced')).toBeNull();
  const { groups: whole } = await ask(log, 'stats');
  expect(whole[0].cache_savings_usd).toBe(1.106975);
  // The calls that say so: six of 1,000 tokens, one of which read none, one of 12,000 and one of 250,000.
  expect(whole[0].cache_hit_rate).toBeCloseTo(215_000 / 268_000, 12);
  const table = async (from: string): Promise<string> =>
    (await run(['stats', '--wide', '--dir', from])).stdout;
  expect(await table(log)).toMatch(/saved by cache[^]+\$1\.107/);
  expect(await table(logOf([call()]))).not.toContain('saved by cache');
});
