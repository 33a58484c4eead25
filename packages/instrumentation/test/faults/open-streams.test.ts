// F-20 and the twelfth way of F-21: streams that stay open, with the clock in the test's hands from
// before the first call on. A timer watches them while there are any: without it nothing is open.

import { faultSize } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnyStream } from '../differential/program.ts';
import { clientOf, useBothSdks } from './both-sdks.ts';
import { countEnds, endsOf } from './ends.ts';
import { answerWith, chatEvent, lastEvents, openBody, openStream } from './streams.ts';

const MINUTE = 60_000;
const OPEN = faultSize(100_000, 10_000);

/** As little of a response as the SDK needs, one for all: a hundred thousand real ones take minutes. */
const leanResponse = {
  ok: true,
  status: 200,
  headers: new Headers({ 'content-type': 'text/event-stream' }),
  body: {
    async *[Symbol.asyncIterator]() {
      yield chatEvent('a');
      yield* lastEvents;
    },
  },
} as unknown as Response;

describe('openai 7.59.0', () => {
  const both = useBothSdks('7.59.0');
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  /** Lets the timer look; it stops where nothing is open. */
  const watching = (): number => {
    vi.advanceTimersByTime(MINUTE);
    return vi.getTimerCount();
  };

  it('F-21 ends 100 streams that somebody holds and nobody reads for ten minutes', async () => {
    const endless = clientOf(
      both.modules.traced,
      answerWith((signal) => openBody([chatEvent('a')], signal)),
    );
    const held: AnyStream[] = [];
    for (let count = 0; count < 100; count++) {
      held.push(await openStream(endless));
    }
    vi.advanceTimersByTime(9 * MINUTE);
    expect(both.traced.sink.openSpans()).toHaveLength(held.length);
    expect(vi.getTimerCount()).toBe(1);
    expect(watching()).toBe(0);
    expect(await countEnds(both)).toEqual(endsOf(100, 'abandoned'));
  });

  it(`F-20 forgets ${OPEN} streams that were open at once when they have been read`, async () => {
    const complete = clientOf(both.modules.traced, () => leanResponse);
    const iterators: AsyncIterator<unknown>[] = [];
    for (let count = 0; count < OPEN; count++) {
      const stream = await openStream(complete);
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      iterators.push(iterator);
    }
    expect(both.traced.sink.openSpans()).toHaveLength(OPEN);
    expect(watching()).toBe(1);
    for (const iterator of iterators) while ((await iterator.next()).done !== true);
    expect(await countEnds(both)).toEqual(endsOf(OPEN, 'completed'));
    expect(watching()).toBe(0);
  });
});
