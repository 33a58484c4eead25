// Helpers around generators, in every combination of async and generator: the operation lasts as long as the
// reading, and what the generator does meanwhile is below it.

import { chainStep } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';

const sink = useGlobalSink();

type Numbers = AsyncIterable<number> | Iterable<number>;

function* sync(fails = false): Generator<number> {
  yield chainStep('inner', () => 1);
  if (fails) throw new RangeError('of the generator');
  yield chainStep('inner', () => 2);
}
async function* async(fails = false): AsyncGenerator<number> {
  yield await chainStep('inner', async () => 1);
  if (fails) throw new RangeError('of the generator');
  yield await chainStep('inner', async () => 2);
}
const WAYS: readonly (readonly [string, (fails?: boolean) => Numbers | Promise<Numbers>])[] = [
  ['a function that returns a generator', (fails) => chainStep('outer', () => sync(fails))],
  ['one that returns an async generator', (fails) => chainStep('outer', () => async(fails))],
  ['an async one that returns a generator', (fails) => chainStep('outer', async () => sync(fails))],
  [
    'an async one that returns an async generator',
    (fails) => chainStep('outer', async () => async(fails)),
  ],
];

/** The outer span, once every inner one is known to be below it. */
function outer(): { outcome: unknown; code: string; inner: number } {
  const spans = sink.spans();
  const [own, ...others] = spans.filter((span) => span.attributes['llm_otel.stage'] === 'outer');
  const inner = spans.filter((span) => span.attributes['llm_otel.stage'] === 'inner');
  expect(others).toEqual([]);
  expect(inner.filter(({ parentSpanId }) => parentSpanId !== own?.spanId)).toEqual([]);
  expect(spans.at(-1)).toBe(own);
  return {
    outcome: own!.attributes['llm_otel.outcome'],
    code: own!.status.code,
    inner: inner.length,
  };
}

describe.each(WAYS)('a step around %s', (_what, make) => {
  it('ends when the generator has been read', async () => {
    const numbers: number[] = [];
    for await (const number of await make()) numbers.push(number);
    expect(numbers).toEqual([1, 2]);
    expect(outer()).toEqual({ outcome: 'completed', code: 'unset', inner: 2 });
  });

  it('ends as aborted when the generator is left early', async () => {
    for await (const _ of await make()) break;
    expect(outer()).toEqual({ outcome: 'aborted', code: 'unset', inner: 1 });
  });

  it('fails with the error of the generator', async () => {
    const read = async (): Promise<void> => {
      for await (const _ of await make(true)) continue;
    };
    await expect(read()).rejects.toThrow('of the generator');
    expect(outer()).toEqual({ outcome: 'error', code: 'error', inner: 1 });
  });

  it('returns the generator itself', async () => {
    const iterator = await make();
    expect(Object.keys(iterator)).toEqual([]);
    expect(String(iterator)).toMatch(/^\[object (?:Async)?Generator\]$/);
    for await (const _ of iterator) continue;
  });
});

it('is over at once around an iterator that does no work of its own', () => {
  expect([...chainStep('outer', () => [1, 2].values())]).toEqual([1, 2]);
  expect(outer()).toEqual({ outcome: 'completed', code: 'unset', inner: 0 });
});
