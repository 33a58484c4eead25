// Streams that lie unread, with the clock in the test's hands from before the first call on.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const request = {
  model: 'gpt-4o',
  stream: true as const,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const MINUTE = 60_000;

describe.each(['7.59.0', '6.49.0'] as const)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  const outcomes = (): unknown[] =>
    traced.sink.spans().map((span) => span.attributes['llm_otel.outcome']);
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterAll(() => {
    vi.advanceTimersByTime(MINUTE);
    vi.useRealTimers();
  });

  it('ends one after ten minutes, and gives its reader the rest all the same', async () => {
    const stream = await traced.client.chat.completions.create(request);
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    vi.advanceTimersByTime(9 * MINUTE);
    expect(outcomes()).toEqual([]);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(outcomes()).toEqual(['abandoned']);
    let chunks = 1;
    while ((await iterator.next()).done !== true) chunks++;
    expect(chunks).toBeGreaterThan(3);
    expect(outcomes()).toEqual(['abandoned']);
  });

  it('waits as long as its reader does', async () => {
    traced.mock.behaveNext({ gate: 'slow' });
    const gate = traced.mock.gate('slow');
    gate.release();
    const stream = await traced.client.chat.completions.create(request);
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = iterator.next();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(outcomes()).toEqual([]);
    gate.open();
    await waiting;
    while ((await iterator.next()).done !== true) continue;
    expect(outcomes()).toEqual(['completed']);
  });
});
