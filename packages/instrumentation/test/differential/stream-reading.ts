// Every streamed method x every way to read, or not to read, its stream.

import { Readable } from 'node:stream';
import {
  rejection,
  type AnyStream,
  type Outcome,
  type Program,
  type Stage,
  type StreamedMethod,
} from './program.ts';

type Read = (stage: Stage, stream: AnyStream) => Promise<void> | void;

/** Logs every chunk of `chunks`. */
export async function readAll(stage: Stage, chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const chunk of chunks) stage.log(chunk);
}

/** Reads up to `count` chunks. */
async function readSome(
  stage: Stage,
  chunks: AsyncIterable<unknown>,
  count: number,
): Promise<void> {
  let left = count;
  for await (const chunk of chunks) {
    stage.log(chunk);
    left -= 1;
    if (left === 0) break;
  }
}

const reads: Readonly<Record<string, readonly [Outcome, Read]>> = {
  'to its end': ['completed', readAll],
  'up to the 1st chunk': ['aborted', (stage, stream) => readSome(stage, stream, 1)],
  'up to the 2nd chunk': [
    'aborted',
    async (stage, stream) => {
      await readSome(stage, stream, 2);
      stage.log(stream.controller.signal.aborted);
    },
  ],
  'until the loop throws': [
    'aborted',
    async (stage, stream) => {
      const loop = async (): Promise<void> => {
        for await (const _chunk of stream) throw new RangeError('of the application');
      };
      stage.log(await rejection(loop()), stream.controller.signal.aborted);
    },
  ],
  'until the function returns': [
    'aborted',
    async (stage, stream) => {
      const first = async (): Promise<unknown> => {
        for await (const chunk of stream) return chunk;
        return 'no chunk';
      };
      stage.log(await first());
    },
  ],
  'with next() and more': [
    'completed',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      let step = await iterator.next();
      for (; step.done !== true; step = await iterator.next()) stage.log(step);
      stage.log(step, await iterator.next(), await iterator.next('value'));
    },
  ],
  'with next() called at once': [
    'completed',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      const steps = await Promise.all(Array.from({ length: 40 }, () => iterator.next()));
      stage.log(...steps);
    },
  ],
  'with next() that is given values': [
    'completed',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      for (let step = await iterator.next(1); step.done !== true;) {
        stage.log(step);
        step = await iterator.next(undefined);
      }
    },
  ],
  'up to return()': [
    'aborted',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next(), await iterator.return?.('value'), await iterator.next());
      stage.log(stream.controller.signal.aborted);
    },
  ],
  'with return() before next()': [
    'aborted',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.return?.(), await iterator.next());
    },
  ],
  'up to throw()': [
    'aborted',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next());
      stage.log(await rejection(iterator.throw!(new RangeError('of the application'))));
      stage.log(await iterator.next());
    },
  ],
  'with throw() before next()': [
    'aborted',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await rejection(iterator.throw!(new RangeError('of the application'))));
    },
  ],
  'with return() while next() waits': [
    'aborted',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(...(await Promise.all([iterator.next(), iterator.return?.(), iterator.next()])));
    },
  ],
  'through both branches of tee()': [
    'completed',
    async (stage, stream) => {
      const [left, right] = stream.tee();
      stage.log(left.constructor.name, left.controller === stream.controller);
      await readAll(stage, left);
      await readAll(stage, right);
    },
  ],
  'through both branches of tee() at once': [
    'completed',
    async (stage, stream) => {
      await Promise.all(stream.tee().map((branch) => readAll(stage, branch)));
    },
  ],
  'through one branch of tee()': ['completed', (stage, stream) => readAll(stage, stream.tee()[0])],
  'through tee() of which one branch breaks': [
    'completed',
    async (stage, stream) => {
      const [left, right] = stream.tee();
      await readSome(stage, left, 1);
      await readAll(stage, right);
      stage.log(stream.controller.signal.aborted);
    },
  ],
  'through tee() of tee()': [
    'completed',
    async (stage, stream) => {
      const [left, right] = stream.tee();
      const branches = [...left.tee(), right];
      await Promise.all(branches.map((branch) => readAll(stage, branch)));
    },
  ],
  'through toReadableStream()': [
    'completed',
    async (stage, stream) => {
      const readable = stream.toReadableStream();
      stage.log(readable.constructor.name, await new Response(readable).text());
    },
  ],
  'through toReadableStream() up to cancel()': [
    'aborted',
    async (stage, stream) => {
      const reader = stream.toReadableStream().getReader();
      stage.log(new TextDecoder().decode((await reader.read()).value));
      await reader.cancel();
      stage.log(stream.controller.signal.aborted);
    },
  ],
  'through Readable.from()': [
    'completed',
    async (stage, stream) => readAll(stage, Readable.from(stream)),
  ],
  'through ReadableStream.from()': [
    'completed',
    async (stage, stream) => readAll(stage, ReadableStream.from(stream)),
  ],
  'through yield*': [
    'completed',
    async (stage, stream) => {
      async function* delegate(): AsyncGenerator<unknown> {
        yield* stream;
      }
      await readAll(stage, delegate());
    },
  ],
  'through yield* up to the 1st chunk': [
    'aborted',
    async (stage, stream) => {
      async function* delegate(): AsyncGenerator<unknown> {
        yield* stream;
      }
      await readSome(stage, delegate(), 1);
      stage.log(stream.controller.signal.aborted);
    },
  ],
  never: ['abandoned', (stage) => stage.log('not read')],
  'never, although an iterator is taken': [
    'abandoned',
    (stage, stream) => stage.log(typeof stream[Symbol.asyncIterator]().next),
  ],
  'up to the 1st chunk and then never again': [
    'abandoned',
    async (stage, stream) => stage.log(await stream[Symbol.asyncIterator]().next()),
  ],
  twice: [
    'completed',
    async (stage, stream) => {
      await readAll(stage, stream);
      stage.log(await rejection(readAll(stage, stream)));
    },
  ],
  'again after break': [
    'aborted',
    async (stage, stream) => {
      await readSome(stage, stream, 1);
      stage.log(await rejection(readAll(stage, stream)));
    },
  ],
  'by two readers at once': [
    'completed',
    async (stage, stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next());
      stage.log(await rejection(readAll(stage, stream)));
      for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
        stage.log(step);
      }
    },
  ],
};

/** Every way to read the stream of each of `methods`. */
export const streamReadingOf = (methods: readonly StreamedMethod[]): Program[] =>
  methods.flatMap(({ name, send }: StreamedMethod) =>
    Object.entries(reads).map(([how, [outcome, read]]) => ({
      name: `${name} is read ${how}`,
      records: [outcome],
      run: async (stage: Stage): Promise<void> => read(stage, await send(stage)),
    })),
  );
