// F-03, F-23 and F-24: many calls that nobody awaits, very long streams, clocks that jump.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'x' }] };

describe('sizes', () => {
  const traced = useTracedOpenAi('7.59.0');
  afterEach(() => {
    vi.useRealTimers();
  });

  it('F-03 makes one request for each of 1000 calls that nobody awaits, and raises no rejection of its own', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    const seen = { requests: 0 };
    const client = new traced.OpenAI({
      apiKey: 'unused',
      fetch: () => {
        seen.requests++;
        return Promise.resolve(Response.json({ choices: [] }));
      },
    });
    for (let call = 0; call < 1000; call++) void client.chat.completions.create(request);
    while (seen.requests < 1000) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listener);
    expect(seen.requests).toBe(1000);
    expect(unhandled).toEqual([]);
  });

  it('F-23 counts every chunk of ten streams of 100000 chunks, once', async () => {
    const chunk = `data: ${JSON.stringify({ id: 's', model: 'm', choices: [{ index: 0, delta: { content: 'a' } }] })}\n\n`;
    const body = new TextEncoder().encode(`${chunk.repeat(100_000)}data: [DONE]\n\n`);
    const client = new traced.OpenAI({
      apiKey: 'unused',
      fetch: () =>
        Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
    });
    const read = async (): Promise<number> => {
      let chunks = 0;
      for await (const _chunk of await client.chat.completions.create({ ...request, stream: true }))
        chunks++;
      return chunks;
    };
    for (let stream = 0; stream < 10; stream++) expect(await read()).toBe(100_000);
    expect(traced.sink.spans()).toHaveLength(10);
    const perChunk = (await traced.sink.metrics()).find((metric) =>
      metric.name.endsWith('time_per_output_chunk'),
    );
    expect(perChunk?.points[0]?.count).toBe(10 * 99_999);
  });

  const HOUR = 3_600_000;
  // Wall clocks that are set, smeared, or wake up late; the call takes a quarter of a second by all.
  it.each(
    [1, 500, 60_000, HOUR, 24 * HOUR]
      .flatMap((jump) => [jump, -jump])
      .flatMap((jump) => [[jump, false] as const, [jump, true] as const]),
  )(
    'F-24 measures by the monotonic clock when the clock jumps by %d ms (streamed: %s)',
    async (jump, stream) => {
      const now = Date.now();
      vi.useFakeTimers({ toFake: ['Date', 'performance'], now });
      const client = new traced.OpenAI({
        apiKey: 'unused',
        fetch: () => {
          vi.advanceTimersByTime(250);
          vi.setSystemTime(now + jump);
          const headers = { 'content-type': 'text/event-stream' };
          const events = `data: {"choices":[]}\n\ndata: [DONE]\n\n`;
          return Promise.resolve(
            stream ? new Response(events, { headers }) : Response.json({ choices: [] }),
          );
        },
      });
      const result: unknown = await client.chat.completions.create({ ...request, stream });
      if (stream) for await (const _chunk of result as AsyncIterable<unknown>);
      const [span] = traced.sink.spans();
      const taken = Number(span!.endTimeUnixNano - span!.startTimeUnixNano) / 1e6;
      expect(taken).toBeGreaterThanOrEqual(0);
      expect(taken).toBeCloseTo(250, 0);
      const duration = (await traced.sink.metrics()).find(
        (metric) => metric.name === 'gen_ai.client.inference.duration',
      );
      expect(duration?.points[0]?.sum).toBeCloseTo(0.25, 3);
    },
  );
});
