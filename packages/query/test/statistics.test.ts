// F-37: percentiles and sums are those of a reference, exactly.
import { expect, it } from 'vitest';
import { statistics } from '../src/store/statistics.ts';
import { Store } from '../src/store/store.ts';
import { differenceInterval, meanInterval, studentQuantile } from '../src/store/interval.ts';
import { robustScores } from '../src/store/anomalies.ts';
import { call, logOf, type TestRecord } from './records.ts';

const SETS = 1000;

/** The value at a share of sorted values, by linear interpolation. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  const high = Math.ceil(position);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (position - low);
}

it(`agrees with a reference on ${SETS} random sets`, async () => {
  let state = 37;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  const sets = Array.from({ length: SETS }, () =>
    Array.from({ length: 1 + Math.floor(next() * 60) }, () => ({
      latency: Math.round(10 ** (next() * 6) * 100) / 100,
      nano: Math.floor(10 ** (next() * 10)),
      tokens: Math.floor(next() * 1e6),
    })),
  );
  const records = sets.flatMap((set, number): TestRecord[] =>
    set.map(({ latency, nano, tokens }) =>
      call({
        latency_ms: latency,
        cost_usd: nano / 1e9,
        total_tokens: tokens,
        attributes: { set: `set-${number}` },
      }),
    ),
  );
  await using store = await Store.open({ directory: logOf(records), isCached: false });
  const groups = await statistics(store, {}, { groupBy: ['set'] });
  const bySet = new Map(groups.map((group) => [group.group['set'], group]));
  expect(bySet.size).toBe(SETS);
  for (const [number, set] of sets.entries()) {
    const found = bySet.get(`set-${number}`)!;
    const latencies = set.map(({ latency }) => latency);
    expect(found.count).toBe(set.length);
    const close = (value: number | null, wanted: number): void =>
      expect(Math.abs(value! - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, wanted));
    close(found.p50_ms, quantile(latencies, 0.5));
    close(found.p95_ms, quantile(latencies, 0.95));
    close(found.p99_ms, quantile(latencies, 0.99));
    close(found.mean_ms, latencies.reduce((sum, value) => sum + value, 0) / set.length);
    // To the last nano-dollar.
    const nano = set.reduce((sum, one) => sum + one.nano, 0);
    expect(Math.round(found.cost_usd! * 1e9)).toBe(nano);
    expect(found.total_tokens).toBe(set.reduce((sum, { tokens }) => sum + tokens, 0));
  }
});

it('adds money without drift', async () => {
  const records = Array.from({ length: 1000 }, () => call({ cost_usd: 0.1 }));
  await using store = await Store.open({ directory: logOf(records), isCached: false });
  const [total] = await statistics(store, {});
  expect(total!.cost_usd).toBe(100);
  expect(total!.cost_per_success).toBe(0.1);
});

it('knows the quantiles of Student', () => {
  // Any table of the distribution has these.
  const table = [
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ] as const;
  for (const [freedom, wanted] of table) {
    expect(Math.abs(studentQuantile(freedom) - wanted)).toBeLessThan(wanted * 0.002);
  }
  expect(Math.abs(studentQuantile(3) - 3.182)).toBeLessThan(0.03);
});

it('gives intervals only where two values are', () => {
  expect(meanInterval({ count: 1, mean: 5, deviation: null })).toBeNull();
  const [from, to] = meanInterval({ count: 4, mean: 10, deviation: 2 })!;
  expect([from, to].map((value) => value.toFixed(1))).toEqual(['6.8', '13.2']);
  const same = { count: 30, mean: 10, deviation: 1 };
  const [low, high] = differenceInterval(same, { ...same, mean: 12 })!;
  expect(low).toBeGreaterThan(1);
  expect(high).toBeLessThan(3);
});

it('is not fooled by what it looks for', () => {
  const { median, values } = robustScores([10, 11, 9, 10, 12, 10, 500]);
  expect(median).toBe(10);
  expect(values.at(-1)).toBeGreaterThan(100);
  expect(Math.max(...values.slice(0, -1).map(Math.abs))).toBeLessThan(3.5);
  expect(robustScores([5, 5, 5]).values).toEqual([0, 0, 0]);
});
