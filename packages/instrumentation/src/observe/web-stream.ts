// Watches a web stream in place. `tee`, `pipeTo`, `pipeThrough` and `values` use stream internals, not the
// public `getReader`: each is replaced separately.

import type { IterationObserver } from './iteration.ts';
import { observeIterator } from './observe-iterator.ts';

type AnyFunction = (this: unknown, ...args: never[]) => unknown;
type Reader = ReadableStreamDefaultReader<unknown>;

/** Whether `stream` is a web stream, of any realm. */
export function isWebStream(stream: object): stream is ReadableStream {
  const { getReader, tee } = stream as Partial<ReadableStream>;
  return typeof getReader === 'function' && typeof tee === 'function';
}

/** Watches all ways to read `stream`. */
export function watchWebStream(stream: ReadableStream, observer: IterationObserver): void {
  attach(stream, new Reading(observer), { seen: 0 });
}

/** State shared by a stream and the branches of its `tee`. */
class Reading {
  readonly observer: IterationObserver;
  #chunks = 0;
  /** Branches that are still used. */
  branches = 1;

  constructor(observer: IterationObserver) {
    this.observer = observer;
  }

  /** Both branches of a `tee` get each chunk: one counts. */
  chunk(branch: Branch, value: unknown): void {
    branch.seen += 1;
    if (branch.seen <= this.#chunks) return;
    this.#chunks = branch.seen;
    this.observer.chunk(value);
  }

  left(): void {
    this.branches -= 1;
    if (this.branches === 0) this.observer.streamEnded('aborted');
  }
}

interface Branch {
  seen: number;
}

function attach(stream: ReadableStream, reading: Reading, branch: Branch): void {
  const { observer } = reading;
  const ended = (outcome: 'completed' | 'aborted' | 'abandoned'): void => {
    if (outcome === 'aborted') reading.left();
    else observer.streamEnded(outcome);
  };
  const observerOf = (streamEnded: typeof ended) => ({
    get isReading() {
      return observer.isReading;
    },
    set isReading(isReading) {
      observer.isReading = isReading;
    },
    run: <T>(step: () => T): T => observer.run(step),
    chunk: (value: unknown): boolean => {
      reading.chunk(branch, value);
      return true;
    },
    streamEnded,
    fail: (error: unknown): void => observer.fail(error),
    // An iterator may not hold its stream, which would count as abandoned while it is read.
    stream,
  });
  const iterate = (original: AnyFunction): AnyFunction =>
    function (this: unknown, ...args) {
      const iterator = original.apply(this, args) as AsyncIterator<unknown>;
      const isKept = (args[0] as { preventCancel?: boolean } | undefined)?.preventCancel === true;
      return observeIterator(iterator, observerOf(isKept ? keepsOnAbort(ended) : ended));
    };
  replace(stream, Symbol.asyncIterator, iterate);
  replace(stream, 'values', iterate);
  replace(
    stream,
    'cancel',
    (cancel) =>
      function (this: unknown, ...args) {
        if (!(this as ReadableStream).locked) reading.left();
        return cancel.apply(this, args);
      },
  );
  replace(
    stream,
    'getReader',
    (getReader) =>
      function (this: unknown, ...args) {
        const reader = getReader.apply(this, args) as Reader;
        watchReader(reader, stream, reading, branch);
        return reader;
      },
  );
  replace(
    stream,
    'tee',
    (tee) =>
      function (this: unknown) {
        const halves = tee.call(this) as [ReadableStream, ReadableStream];
        reading.branches += 1;
        for (const half of halves) {
          keep(half, stream);
          attach(half, reading, { seen: branch.seen });
        }
        return halves;
      },
  );
  replacePipe(stream, 'pipeTo', (to) => to as WritableStream | undefined);
  replacePipe(
    stream,
    'pipeThrough',
    (to) => (to as { writable?: WritableStream } | undefined)?.writable,
  );
}

function watchReader(
  reader: Reader,
  stream: ReadableStream,
  reading: Reading,
  branch: Branch,
): void {
  const { observer } = reading;
  keep(reader, stream);
  replace(
    reader,
    'read',
    (read) =>
      function (this: unknown, ...args) {
        observer.isReading = true;
        return observer
          .run(() => read.apply(this, args) as Promise<{ done: boolean; value: unknown }>)
          .then(
            (result) => {
              observer.isReading = false;
              if (result.done) observer.streamEnded('completed');
              else reading.chunk(branch, result.value);
              return result;
            },
            (error: unknown) => {
              observer.isReading = false;
              observer.fail(error);
              throw error;
            },
          );
      },
  );
  replace(
    reader,
    'cancel',
    (cancel) =>
      function (this: unknown, ...args) {
        reading.left();
        return cancel.apply(this, args);
      },
  );
}

/** Pipes read internally: they get a stream that reads from this one, on demand. */
function replacePipe(
  stream: ReadableStream,
  name: 'pipeTo' | 'pipeThrough',
  targetOf: (to: unknown) => WritableStream | undefined,
): void {
  replace(
    stream,
    name,
    (pipe) =>
      function (this: unknown, ...args) {
        const source = this as ReadableStream;
        // Its own TypeError.
        if (source.locked || targetOf(args[0])?.locked !== false) return pipe.apply(this, args);
        return pipe.apply(passOn(source.getReader() as Reader), args);
      },
  );
}

/** A high-water mark of 0 reads on demand: an identity transform would be one chunk ahead. */
function passOn(reader: Reader): ReadableStream {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        reader.releaseLock();
        controller.close();
      },
      async cancel(reason) {
        await reader.cancel(reason);
        reader.releaseLock();
      },
    },
    { highWaterMark: 0 },
  );
}

type Ended = (outcome: 'completed' | 'aborted' | 'abandoned') => void;

/** Leaving such an iterator does not end the reading. */
function keepsOnAbort(streamEnded: Ended): Ended {
  return (outcome) => {
    if (outcome !== 'aborted') streamEnded(outcome);
  };
}

const kept = new WeakMap<object, object>();

/** `stream` lives as long as `holder`. */
function keep(holder: object, stream: object): void {
  kept.set(holder, stream);
}

function replace(
  target: object,
  key: PropertyKey,
  make: (original: AnyFunction) => AnyFunction,
): void {
  const original = (target as Record<PropertyKey, unknown>)[key];
  if (typeof original !== 'function') return;
  const value = make(original as AnyFunction);
  Object.defineProperty(value, 'length', { value: original.length, configurable: true });
  Object.defineProperty(value, 'name', { value: original.name, configurable: true });
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}
