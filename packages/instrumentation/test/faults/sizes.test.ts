// F-03, F-23 and F-24: many calls that nobody awaits, very long streams, clocks that jump.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTracedOpenAi } from '../traced-openai.ts';

const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'x' }] };

describe('sizes', () => {
  const traced = useTracedOpenAi('7.55.0');
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

  it.each([3_600_000, -3_600_000])(
    'F-24 measures the duration by the monotonic clock when the clock jumps by %d ms',
    async (jump) => {
      const now = Date.now();
      vi.useFakeTimers({ toFake: ['Date'], now });
      const client = new traced.OpenAI({
        apiKey: 'unused',
        fetch: () => {
          vi.setSystemTime(now + jump);
          return Promise.resolve(Response.json({ choices: [] }));
        },
      });
      await client.chat.completions.create(request);
      const [span] = traced.sink.spans();
      expect(span!.endTimeUnixNano >= span!.startTimeUnixNano).toBe(true);
      expect(span!.endTimeUnixNano - span!.startTimeUnixNano < 60_000_000_000n).toBe(true);
      const duration = (await traced.sink.metrics()).find(
        (metric) => metric.name === 'gen_ai.client.inference.duration',
      );
      expect(duration?.points[0]?.sum).toBeLessThan(60);
    },
  );
});
