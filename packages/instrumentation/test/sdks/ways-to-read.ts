// Streams that are read in other ways than by one loop.

import { Readable } from 'node:stream';
import { failing, open, type Attempt, type Way } from './way.ts';

async function iteratorOf(attempt: Attempt): Promise<Required<AsyncIterator<unknown>>> {
  const iterator = (await open(attempt))[Symbol.asyncIterator]();
  return iterator as Required<AsyncIterator<unknown>>;
}

export const waysToRead: readonly Way[] = [
  {
    name: 'closed after the first chunk',
    of: 'streamed',
    async run({ log, ...attempt }) {
      const iterator = await iteratorOf({ log, ...attempt });
      log(await iterator.next(), await iterator.return?.('value'), await iterator.next());
    },
  },
  {
    name: 'closed before the first chunk',
    of: 'streamed',
    async run(attempt) {
      const iterator = await iteratorOf(attempt);
      attempt.log(await iterator.return?.());
    },
  },
  {
    name: 'closed by an error',
    of: 'streamed',
    async run(attempt) {
      const iterator = await iteratorOf(attempt);
      attempt.log(await iterator.next());
      await failing(attempt, () => iterator.throw?.(new RangeError('of the application')));
      attempt.log(await iterator.next());
    },
  },
  {
    name: 'read ahead',
    of: 'streamed',
    async run(attempt) {
      const iterator = await iteratorOf(attempt);
      attempt.log(await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]));
      for (let done = false; !done;) {
        const step = await iterator.next();
        attempt.log(step);
        done = step.done === true;
      }
    },
  },
  {
    name: 'read by two',
    of: 'streamed',
    async run(attempt) {
      const stream = await open(attempt);
      const read = async (): Promise<void> => {
        for await (const chunk of stream) attempt.log(chunk);
      };
      const ends = await Promise.allSettled([read(), read()]);
      attempt.log(...ends.map((end) => (end.status === 'rejected' ? end.reason : end.status)));
    },
  },
  {
    name: 'read as a stream of Node.js',
    of: 'streamed',
    outcome: 'completed',
    async run(attempt) {
      for await (const chunk of Readable.from(await open(attempt))) attempt.log(chunk);
    },
  },
  {
    name: 'read as a web stream',
    of: 'streamed',
    outcome: 'completed',
    async run(attempt) {
      for await (const chunk of ReadableStream.from(await open(attempt))) attempt.log(chunk);
    },
  },
  {
    name: 'read by a generator that delegates',
    of: 'streamed',
    outcome: 'completed',
    async run(attempt) {
      const stream = await open(attempt);
      const chunks = (async function* delegate() {
        yield* stream;
      })();
      for await (const chunk of chunks) attempt.log(chunk);
    },
  },
  {
    name: 'changed while it is read',
    of: 'streamed',
    run: (attempt) =>
      failing(attempt, async () => {
        for await (const chunk of await open(attempt)) {
          attempt.log(chunk);
          for (const key of Object.keys(chunk as object))
            Reflect.deleteProperty(chunk as object, key);
        }
      }),
  },
];
