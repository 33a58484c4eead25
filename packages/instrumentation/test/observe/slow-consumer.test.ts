// The time between two chunks is how long the server is waited for: what the reader does meanwhile is its own.

import { afterEach, expect, it, vi } from 'vitest';
import { answering } from '../content/content-client.ts';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const used = useTracedOpenAi('7.55.0');
afterEach(() => {
  vi.restoreAllMocks();
});

const chunk = (content: string, finish: string | null): object => ({
  id: 'c',
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

it('a reader that takes a second for each chunk waits for none', async () => {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const answer = [chunk('a', null), chunk('b', null), chunk('c', null), chunk('', 'stop')];
  const client = used.client.withOptions({ fetch: answering(answer) });
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  for await (const _ of stream) now += 1000;
  const point = (await used.sink.metrics()).find(({ name }) =>
    name.endsWith('time_per_output_chunk'),
  )!.points[0]!;
  expect([point.count, point.sum]).toEqual([3, 0]);
});

it('a server that takes a second for each chunk is waited for', async () => {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const encoder = new TextEncoder();
  const events = [chunk('a', null), chunk('b', null), chunk('', 'stop')];
  const slow = new ReadableStream(
    {
      pull(controller) {
        const event = events.shift();
        now += 1000;
        if (event === undefined) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      },
    },
    { highWaterMark: 0 },
  );
  const client = used.client.withOptions({
    fetch: () =>
      Promise.resolve(new Response(slow, { headers: { 'content-type': 'text/event-stream' } })),
  });
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  for await (const _ of stream);
  const point = (await used.sink.metrics()).find(({ name }) =>
    name.endsWith('time_per_output_chunk'),
  )!.points[0]!;
  expect(point.count).toBe(2);
  expect(point.sum).toBeGreaterThanOrEqual(2);
});
