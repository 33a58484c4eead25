// One iteration: each step runs inside the caller's, in the context of the call, and is reported.

import { KeptContext } from '../foundation/async-frame.ts';

/** Receives iteration events. None of these may throw. */
export interface IterationObserver {
  /** A step is pending. */
  isReading: boolean;
  run<T>(step: () => T): T;
  /** Whether `run` enters the same context from now on. */
  readonly hasOneContext?: boolean;
  /** Returns `false` for a value that the reader must not see. */
  chunk(value: unknown): boolean;
  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void;
  /** `isStop`: the caller stopped the iteration, though it threw. */
  fail(error: unknown, isStop?: boolean): void;
}

/** Further state of an iteration. */
export interface IterationState {
  /** Distinguishes an iteration that its caller aborted from a complete one. */
  isAborted(): boolean;
  /** Whether `error` is the caller's abort reason. The SDK itself aborts after any other error. */
  isAbortReason(error: unknown): boolean;
  /** Whether this iterator is the one that reads: a second reader of a stream only gets errors. */
  isReader(iterator: object): boolean;
  /** The iterator that goes on in place of one whose first step threw `error`, if there is one. */
  again?(error: unknown): Promise<AnyIterator> | undefined;
}

/** An iterator whose types are erased. */
export type AnyIterator = AsyncIterator<unknown, unknown, unknown>;
/** The result of a step. */
export type Step = IteratorResult<unknown>;
/** The arguments of an iterator method. */
export type Values = [value?: unknown];
/** The methods of an iterator. */
export type MethodName = 'next' | 'return' | 'throw';
/** All of them. */
export type Methods = Readonly<Record<MethodName, (...values: Values) => Promise<Step>>>;

/** The methods of every async generator. */
export const GENERATOR = Object.getPrototypeOf(async function* () {}).prototype as Methods;

/** Where the steps are from. */
interface Source {
  /** The iterator that goes on in place of the watched one. */
  readonly other: AnyIterator | undefined;
  /** The methods before they were replaced. */
  readonly methods: Methods;
}
const GENERATED: Source = { other: undefined, methods: GENERATOR };

/** One watched iterator. Thousands of streams may be open, so it holds as little as possible. */
export class Iteration {
  readonly iterator: AnyIterator;
  readonly #observer: IterationObserver;
  readonly #state: IterationState;
  #source: Source;
  /** Belongs to the iterator, not to its observer: the stores of its reader may refer to the stream. */
  #kept: KeptContext | undefined;

  constructor(
    iterator: AnyIterator,
    observer: IterationObserver,
    state: IterationState,
    methods: Methods = methodsOf(iterator),
  ) {
    this.iterator = iterator;
    this.#observer = observer;
    this.#state = state;
    this.#source = methods === GENERATOR ? GENERATED : { other: undefined, methods };
  }

  next(values: Values): Promise<Step> {
    const observer = this.#observer;
    const source = this.#source;
    if (!this.#state.isReader(this.iterator)) {
      return source.methods.next.apply(source.other ?? this.iterator, values);
    }
    observer.isReading = true;
    let answer: Promise<Step> | Step;
    try {
      answer = this.#step('next', values);
    } catch (error) {
      return this.#failed(source, error);
    }
    // Custom iterators may answer synchronously.
    if (!('then' in answer)) return this.#took(source, answer) as Promise<Step>;
    // Functions of each step: those of a stream would stay as long as the stream is open.
    return answer.then(
      (result) => this.#took(source, result),
      (error: unknown) => this.#failed(source, error),
    );
  }

  #step(name: MethodName, values: Values): Promise<Step> {
    const observer = this.#observer;
    const { methods, other } = this.#source;
    const [method, iterator] = [methods[name], other ?? this.iterator];
    if (observer.hasOneContext === true) {
      const inside = (this.#kept ??= new KeptContext(observer)).now();
      if (inside !== undefined) return inside.runInAsyncScope(method, iterator, ...values);
    }
    return observer.run(stepOf(method, iterator, values));
  }

  return(values: Values): Promise<Step> {
    // The caller stopped reading: the stream ends here, even if closing is slow.
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
    return this.#step('return', values);
  }

  /** The caller stopped an iterator that has no `return`. */
  stopped(): void {
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
  }

  throw(values: Values): Promise<Step> {
    if (this.#state.isReader(this.iterator)) this.#observer.fail(values[0], true);
    return this.#step('throw', values);
  }

  #took(source: Source, result: Step): Step | Promise<Step> {
    // Concurrent steps of an iterator that failed meanwhile are taken again.
    if (this.#source !== source) return this.iterator.next();
    const observer = this.#observer;
    observer.isReading = false;
    if (result.done === true) {
      observer.streamEnded(this.#state.isAborted() ? 'aborted' : 'completed');
    } else if (!observer.chunk(result.value)) {
      return this.iterator.next();
    }
    return result;
  }

  #failed(source: Source, error: unknown): Promise<Step> {
    if (this.#source !== source) return this.iterator.next();
    const again = this.#state.again?.(error);
    if (again !== undefined) {
      this.#goOn(again);
      return this.iterator.next();
    }
    this.#observer.isReading = false;
    this.#observer.fail(error, this.#state.isAbortReason(error));
    throw error;
  }

  /** From now on the steps are those of `next`. */
  #goOn(next: Promise<AnyIterator>): void {
    const other = lazyIterator(next);
    this.#source = { other, methods: methodsOf(other) };
  }
}

/** A step without a frame: a bound function of the language has none. */
function stepOf(
  method: Methods[MethodName],
  source: AnyIterator,
  values: Values,
): () => Promise<Step> {
  return Reflect.apply.bind(undefined, method, source, values) as () => Promise<Step>;
}

function methodsOf({ next, return: close, throw: raise }: AnyIterator): Methods {
  const isGenerator =
    next === GENERATOR.next && close === GENERATOR.return && raise === GENERATOR.throw;
  // A missing method is not replaced, so never called.
  return isGenerator ? GENERATOR : ({ next, return: close, throw: raise } as Methods);
}

/** Like a generator, it takes its steps one after another. */
async function* lazyIterator(
  next: Promise<AnyIterator>,
): AsyncGenerator<unknown, unknown, unknown> {
  const iterator = await next;
  return yield* { [Symbol.asyncIterator]: () => iterator };
}
