// Streams that nobody reads to their end, and promises that nobody takes.

import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { majors, useTracedOpenAi } from '../support/traced-openai.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const request = {
  model: 'gpt-4o',
  stream: true as const,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  const outcomes = (): unknown[] =>
    traced.sink.spans().map((span) => span.attributes['llm_otel.outcome']);

  it.each([
    [
      'a stream that was never iterated',
      async () => void (await traced.client.chat.completions.create(request)),
    ],
    [
      'an iterator that was left in the middle',
      async () => {
        const stream = await traced.client.chat.completions.create(request);
        await stream[Symbol.asyncIterator]().next();
      },
    ],
    [
      'an iterator that a store of its reader refers to',
      async () => {
        const event = 'data: {"choices":[{"index":0,"delta":{}}]}\n\n';
        const headers = { 'content-type': 'text/event-stream' };
        const answer = new Response(event.repeat(5), { headers });
        const client = new traced.OpenAI({
          apiKey: 'unused',
          fetch: () => Promise.resolve(answer),
        });
        const iterator = (await client.chat.completions.create(request))[Symbol.asyncIterator]();
        const store = new AsyncLocalStorage<object>();
        for (let step = 0; step < 3; step++) await store.run(iterator, () => iterator.next());
      },
    ],
    [
      'a promise whose result nobody took',
      async () => {
        void traced.client.chat.completions.create({ ...request, stream: false });
        await traced.mock.waitForRequest();
      },
    ],
  ])('ends %s once it is collected', async (_name, forget) => {
    await forget();
    while (outcomes().length === 0) {
      collectGarbage();
      await nextTurn();
    }
    expect(outcomes()).toEqual(['abandoned']);
  });

  it('does not take a stream for abandoned whose iterator is being read', async () => {
    // In a function of its own, so that nothing here holds on to the stream.
    const open = async (): Promise<AsyncIterator<unknown>> =>
      (await traced.client.chat.completions.create(request))[Symbol.asyncIterator]();
    const iterator = await open();
    await iterator.next();
    for (let turn = 0; turn < 3; turn++) {
      collectGarbage();
      await nextTurn();
    }
    let chunks = 1;
    while ((await iterator.next()).done !== true) chunks++;
    expect(chunks).toBeGreaterThan(3);
    expect(outcomes()).toEqual(['completed']);
  });
});
