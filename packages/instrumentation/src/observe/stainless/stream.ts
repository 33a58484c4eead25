// Tells a stream from a plain result, and watches a stream's iteration in place.

import { endWhenCollected } from '../../foundation/abandonment.ts';
import type { Invocation } from '../invocation.ts';
import type { AnyIterator, IterationState } from '../iteration.ts';
import type { SecondTry } from '../second-try.ts';
import { observeSdkIterator } from '../observe-iterator.ts';
import { observeResult } from '../result.ts';

/** The stream class that the generated SDKs share: all of its readers go through `iterator`. */
interface SdkStream {
  [Symbol.asyncIterator]: () => AsyncIterator<unknown, unknown, unknown>;
  iterator: () => AsyncIterator<unknown>;
  controller?: { signal?: { aborted?: boolean; reason?: unknown } } | undefined;
}

/** Makes a helper's result of the SDK's. */
export type Transform = (data: unknown, props: unknown) => unknown;

/** Watches `result` and returns it. A stream ends its invocation when it has been read. */
export function observeStainlessResult(result: unknown, invocation: Invocation): unknown {
  if (invocation.ended) return result;
  if (!isSdkStream(result)) return observeResult(result, invocation);
  observeSdkStream(result, invocation);
  return result;
}

/**
 * `transform`, a helper's own step between the result and its caller. An error of it is the application's: the model
 * has answered.
 */
export function observedTransform(transform: Transform, invocation: Invocation): Transform {
  return (data, props) => {
    if (!invocation.hasParser || isSdkStream(data)) {
      observeStainlessResult(data, invocation);
      return transform(data, props);
    }
    let value: unknown;
    try {
      value = transform(data, props);
    } catch (error) {
      invocation.succeed(data, { error });
      throw error;
    }
    invocation.succeed(data, { value });
    return value;
  };
}

/** Whether `result` is the stream class of the generated SDKs. */
export function isSdkStream(result: unknown): result is SdkStream {
  return (
    typeof result === 'object' &&
    result !== null &&
    Symbol.asyncIterator in result &&
    'iterator' in result &&
    typeof result.iterator === 'function'
  );
}

function observeSdkStream(stream: SdkStream, invocation: Invocation): void {
  const watch = new StreamWatch(stream, invocation);
  // Proxied functions print like their targets.
  stream.iterator = new Proxy(stream.iterator, watch);
  // Newer majors wrap `iterator` in a generator of their own, which may be closed before its first step.
  if (Object.hasOwn(stream, Symbol.asyncIterator)) {
    stream[Symbol.asyncIterator] = new Proxy(stream[Symbol.asyncIterator], watch);
  }
  endWhenCollected(stream, invocation);
  invocation.handedOut();
}

type MakeIterator = SdkStream['iterator'];

/** Watches the iterators of a stream, and holds its reading state. */
class StreamWatch implements IterationState, ProxyHandler<MakeIterator> {
  // An iterator retains its stream: a read is impossible only when both are collected.
  readonly #stream: SdkStream;
  readonly #invocation: Invocation;
  /** Of the stream, before it was replaced. */
  readonly #innermost: MakeIterator;
  #reader: object | undefined;
  #readerIsOuter = false;

  constructor(stream: SdkStream, invocation: Invocation) {
    this.#stream = stream;
    this.#invocation = invocation;
    this.#innermost = stream.iterator;
  }

  apply(make: MakeIterator, self: unknown): AsyncIterator<unknown> {
    if (make !== this.#innermost) this.#readerIsOuter ||= this.#reader === undefined;
    // The generator around it is observed.
    else if (this.#readerIsOuter) return make.call(self);
    return observeSdkIterator(make, self, this.#invocation, this);
  }

  isAborted(): boolean {
    return this.#stream.controller?.signal?.aborted === true;
  }

  isAbortReason(error: unknown): boolean {
    return error !== undefined && this.#stream.controller?.signal?.reason === error;
  }

  /** The stream is the caller's: it goes on with the steps of another, and aborts that. */
  again(error: unknown): Promise<AnyIterator> | undefined {
    const { secondTry } = this.#invocation;
    return secondTry?.isDue(error) === true ? this.#second(secondTry) : undefined;
  }

  async #second(secondTry: SecondTry): Promise<AnyIterator> {
    const second = (await secondTry.make()) as SdkStream;
    this.#stream.controller = second.controller;
    return this.#readerIsOuter ? second[Symbol.asyncIterator]() : second.iterator();
  }

  /** The iterator that took the first step; creating one does not count. */
  isReader(candidate: object): boolean {
    return (this.#reader ??= candidate) === candidate;
  }
}
