// F-22: a hundred streams, a chunk a second for a minute, by a replaced clock: every chunk arrives in
// the order and in the second in which it does without us, and the body is read no further ahead.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenAiModule } from '../differential/program.ts';
import { clientOf, useBothSdks } from './both-sdks.ts';
import { countEnds, endsOf } from './ends.ts';
import { answerWith, chatEvent, openStream } from './streams.ts';

const STREAMS = 100;
const CHUNKS = 60;
const SECOND = 1000;

/** One chunk as its reader got it. */
interface Arrival {
  readonly second: number;
  readonly content: unknown;
  /** Chunks that had been taken from the body by then and not been read. */
  readonly ahead: number;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A body of a chunk a second, made when it is asked for; `taken` counts. */
function slowBody(taken: () => void, pause: number): ReadableStream<Uint8Array> {
  let made = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (pause > 0) await wait(pause);
        taken();
        controller.enqueue(chatEvent(String(made), made === CHUNKS - 1 ? 'stop' : null));
        if (++made === CHUNKS) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads a stream whose body pauses, or whose reader does. */
async function readSlowly(
  openai: OpenAiModule,
  who: 'the body' | 'the reader',
): Promise<readonly Arrival[]> {
  let ahead = 0;
  const body = (): ReadableStream<Uint8Array> =>
    slowBody(() => void ahead++, who === 'the body' ? SECOND : 0);
  const arrivals: Arrival[] = [];
  for await (const chunk of await openStream(clientOf(openai, answerWith(body)))) {
    ahead--;
    const [choice] = (chunk as { choices: { delta: { content: string } }[] }).choices;
    arrivals.push({ second: Date.now() / SECOND, content: choice?.delta.content, ahead });
    if (who === 'the reader') await wait(SECOND);
  }
  return arrivals;
}

/** All streams at once, from second 0 on. */
async function readAll(
  openai: OpenAiModule,
  who: 'the body' | 'the reader',
): Promise<readonly (readonly Arrival[])[]> {
  vi.setSystemTime(Date.UTC(2026, 0, 1));
  const reading = Promise.all(Array.from({ length: STREAMS }, () => readSlowly(openai, who)));
  for (let second = 0; second <= CHUNKS; second++) await vi.advanceTimersByTimeAsync(SECOND);
  return reading;
}

describe.each(['7.59.0', '6.49.0'] as const)('F-22 openai %s', (version) => {
  const both = useBothSdks(version);
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  it.each(['the body', 'the reader'] as const)('takes its time: %s', async (who) => {
    const bare = await readAll(both.modules.bare, who);
    expect(bare[0]).toHaveLength(CHUNKS);
    expect(bare[0]!.at(-1)!.second - bare[0]![0]!.second).toBe(CHUNKS - 1);
    expect(await readAll(both.modules.traced, who)).toEqual(bare);
    expect(Math.max(...bare.flat().map(({ ahead }) => ahead))).toBeLessThanOrEqual(1);
    expect(await countEnds(both)).toEqual(endsOf(STREAMS, 'completed'));
  });
});
