// Watches any async iterable or web stream in place: same object, same prototype, and no read before its
// reader requests one. Never uses a proxy: web streams and private members check their receiver.

import { endWhenCollected } from '../foundation/abandonment.ts';
import type { Invocation } from './invocation.ts';
import type { AnyIterator, IterationState } from './iteration.ts';
import { observeIterator } from './observe-iterator.ts';
import { isWebStream, watchWebStream } from './web-stream.ts';

type Iterable = {
  [Symbol.asyncIterator]?: (...args: unknown[]) => AnyIterator;
} & Partial<AnyIterator>;

/** Watches the reading of `stream`; returns `false` if nothing can be watched. */
export function watchAsyncIterable(stream: object, invocation: Invocation): boolean {
  if (!Object.isExtensible(stream)) return false;
  const iterable = stream as Iterable;
  if (isWebStream(stream)) watchWebStream(stream, invocation);
  else if (typeof iterable.next === 'function') {
    // It is its own iterator, as a generator is: applications call `next`.
    observeIterator(iterable as AnyIterator, invocation, new OnlyReader(invocation));
  } else if (typeof iterable[Symbol.asyncIterator] === 'function') {
    watchIterators(iterable, invocation);
  } else return false;
  endWhenCollected(stream, invocation);
  invocation.handedOut();
  return true;
}

function watchIterators(iterable: Iterable, invocation: Invocation): void {
  const make = iterable[Symbol.asyncIterator]!;
  const state = new FirstReader(iterable);
  const value = {
    [Symbol.asyncIterator](this: unknown, ...args: unknown[]): AnyIterator {
      return observeIterator(make.apply(this, args), invocation, state);
    },
  }[Symbol.asyncIterator];
  Object.defineProperty(value, 'name', { value: make.name, configurable: true });
  Object.defineProperty(value, 'length', { value: make.length, configurable: true });
  const own = Object.getOwnPropertyDescriptor(iterable, Symbol.asyncIterator);
  Object.defineProperty(iterable, Symbol.asyncIterator, {
    value,
    configurable: true,
    writable: true,
    enumerable: own?.enumerable ?? false,
  });
}

/** A generator is the reader of itself. */
class OnlyReader implements IterationState {
  readonly #invocation: Invocation;

  constructor(invocation: Invocation) {
    this.#invocation = invocation;
  }

  isAborted(): boolean {
    return false;
  }

  isAbortReason(): boolean {
    return false;
  }

  isReader(): boolean {
    return true;
  }

  again(error: unknown): Promise<AnyIterator> | undefined {
    const { secondTry } = this.#invocation;
    if (secondTry?.isDue(error) !== true) return undefined;
    return Promise.resolve(secondTry.make() as AnyIterator);
  }
}

/** The reader of an iterable is the first iterator that takes a step. */
class FirstReader implements IterationState {
  // An iterator may not retain its iterable: a read is impossible only when both are collected.
  readonly iterable: object;
  #reader: object | undefined;

  constructor(iterable: object) {
    this.iterable = iterable;
  }

  isAborted(): boolean {
    return false;
  }

  isAbortReason(): boolean {
    return false;
  }

  isReader(candidate: object): boolean {
    return (this.#reader ??= candidate) === candidate;
  }
}
