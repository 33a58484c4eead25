// Watches an async iterator in place: the object stays the same generator, and its methods are
// replaced.

import {
  GENERATOR,
  Iteration,
  type IterationObserver,
  type IterationState,
  type MethodName,
  type Methods,
  type Step,
  type Values,
} from './iteration.ts';

const ONLY_READER: IterationState = {
  isAborted: () => false,
  isAbortReason: () => false,
  isReader: () => true,
};

/** Replaces `next`, `return` and `throw` on `iterator` itself and returns it. */
export function observeIterator<T extends AsyncIterator<unknown>>(
  iterator: T,
  observer: IterationObserver,
  state: IterationState = ONLY_READER,
): T {
  const iteration = new Iteration(iterator, observer, state);
  replaceOwn(iteration);
  // A loop that exits early calls `return`; an iterator may lack this method.
  if (iterator.return === undefined) define(iterator, 'return', stopOf(iteration));
  return iterator;
}

/**
 * Watches the iterator that an SDK's function `make` returns, with further state. A generator gets our methods from
 * its prototype: that is less visible than methods of its own, and takes less memory than it would without us.
 */
export function observeSdkIterator(
  make: () => AsyncIterator<unknown>,
  self: unknown,
  observer: IterationObserver,
  state: IterationState,
): AsyncIterator<unknown> {
  if (isBare((make as { prototype?: unknown }).prototype)) Reflect.set(make, 'prototype', REPLACED);
  const iterator = make.call(self);
  const isReplaced = Object.getPrototypeOf(iterator) === REPLACED;
  if (isReplaced && Stamp.iterationOf(iterator) === undefined) {
    Stamp.put(iterator, new Iteration(iterator, observer, state, GENERATOR));
  } else replaceOwn(new Iteration(iterator, observer, state));
  return iterator;
}

/** Maps a generator to its iteration, by a private field that no other code can see. */
class Stamp extends (function (generator: object): object {
  return generator;
} as unknown as new (generator: object) => object) {
  readonly #iteration: Iteration;

  constructor(generator: object, iteration: Iteration) {
    super(generator);
    this.#iteration = iteration;
  }

  static put(generator: object, iteration: Iteration): object {
    return new Stamp(generator, iteration);
  }

  static iterationOf(generator: unknown): Iteration | undefined {
    return typeof generator === 'object' && generator !== null && #iteration in generator
      ? generator.#iteration
      : undefined;
  }
}

/** The replacement methods: they too use their receiver. */
const SHARED: Methods = {
  next(this: unknown, ...values) {
    return Stamp.iterationOf(this)?.next(values) ?? Reflect.apply(GENERATOR.next, this, values);
  },
  return(this: unknown, ...values) {
    return Stamp.iterationOf(this)?.return(values) ?? Reflect.apply(GENERATOR.return, this, values);
  },
  throw(this: unknown, ...values) {
    return Stamp.iterationOf(this)?.throw(values) ?? Reflect.apply(GENERATOR.throw, this, values);
  },
};
Object.values(SHARED).forEach(expectOne);

const NAMES = ['next', 'return', 'throw'] as const satisfies readonly MethodName[];

/** A prototype with replacements between a generator and its methods. */
const REPLACED: object = Object.create(GENERATOR as object);
for (const name of NAMES) define(REPLACED, name, SHARED[name]);

function replaceOwn(iteration: Iteration): void {
  const { iterator } = iteration;
  for (const name of NAMES) {
    if (iterator[name] !== undefined) define(iterator, name, bound(iteration, name));
  }
}

/** For an iterator without `return`: the loop exits, and nothing else happens. */
function stopOf(iteration: Iteration): object {
  const method = {
    return: (...[value]: Values): Promise<Step> => {
      iteration.stopped();
      return Promise.resolve({ done: true, value });
    },
  }.return;
  expectOne(method);
  return method;
}

/** Whether an object is the prototype of the generators of one function, as it was made. */
function isBare(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === GENERATOR &&
    Reflect.ownKeys(prototype).length === 0
  );
}

/** For custom iterators: their methods may be called without a receiver. They look as before: some have no name. */
function bound(iteration: Iteration, name: MethodName): object {
  const original = iteration.iterator[name];
  const method = (...values: Values): Promise<Step> => iteration[name](values);
  for (const key of ['name', 'length'] as const) {
    Object.defineProperty(method, key, { value: original?.[key], configurable: true });
  }
  return method;
}

function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}

/** Sets one parameter, like that of the replaced methods. */
function expectOne(method: object): void {
  Object.defineProperty(method, 'length', { value: 1, configurable: true });
}
