// The time between two chunks is how long the server is waited for: what the reader does meanwhile is its own.

import { instrument } from 'llm-otel';
import { addAdapter, defineAdapter, defineMethod } from 'llm-otel/adapter';
import { afterEach, expect, it, vi } from 'vitest';
import { answering } from '../content/content-client.ts';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const used = useTracedOpenAi('7.59.0');
afterEach(() => {
  vi.restoreAllMocks();
});

const chunk = (content: string, finish: string | null): object => ({
  id: 'c',
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});

it('a reader that takes a second for each chunk waits for none', async () => {
  let now = Math.ceil(performance.now());
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

it('a reader that waits a second for each chunk waits for the server', async () => {
  let now = Math.ceil(performance.now());
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const answer = [chunk('a', null), chunk('b', null), chunk('', 'stop')];
  const client = used.client.withOptions({ fetch: answering(answer) });
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  const iterator = stream[Symbol.asyncIterator]();
  for (let isDone = false; !isDone;) {
    const step = iterator.next();
    now += 1000;
    isDone = (await step).done === true;
  }
  const point = (await used.sink.metrics()).find(({ name }) =>
    name.endsWith('time_per_output_chunk'),
  )!.points[0]!;
  expect([point.count, point.sum]).toEqual([2, 2]);
});

/** A client of a made-up package, whose streams are web streams. */
class WebStreamClient {
  async complete(_params: { readonly model: string }): Promise<ReadableStream<object>> {
    return ReadableStream.from([chunk('a', null), chunk('b', null), chunk('', 'stop')]);
  }
}
const complete = defineMethod<WebStreamClient, [{ readonly model: string }], object>({
  describe: ({ args: [{ model }] }) => ({
    kind: 'inference',
    operation: 'chat',
    provider: 'made_up',
    request: { model },
  }),
  response: () => ({}),
  stream: (result) => result,
});

it('a reader of a web stream that takes a second for each chunk waits for none', async () => {
  addAdapter(
    defineAdapter({
      name: 'web-streams',
      clients: ['WebStreamClient'],
      packages: [
        {
          name: '@made-up/web-streams',
          versions: '>=1',
          files: [
            {
              file: /^client$/,
              targets: [
                {
                  kind: 'class',
                  name: 'WebStreamClient',
                  reach: { client: '' },
                  methods: { complete },
                },
              ],
            },
          ],
        },
      ],
    }),
  );
  let now = Math.ceil(performance.now());
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const stream = await instrument(new WebStreamClient()).complete({ model: 'web' });
  for await (const _ of stream) now += 1000;
  const point = (await used.sink.metrics())
    .find(({ name }) => name.endsWith('time_per_output_chunk'))!
    .points.find(({ attributes }) => attributes['gen_ai.request.model'] === 'web')!;
  expect([point.count, point.sum]).toEqual([2, 0]);
});
