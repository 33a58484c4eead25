// One iteration: each step runs inside the caller's, in the context of the call, and is reported.

/** Receives iteration events. None of these may throw. */
export interface IterationObserver {
  /** A step is pending. */
  isReading: boolean;
  run<T>(step: () => T): T;
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

interface Steps {
  readonly step: () => Promise<Step>;
  readonly onStep: (result: Step) => Step | Promise<Step>;
  readonly onError: (error: unknown) => Promise<Step>;
}

/** The methods of every async generator. */
export const GENERATOR = Object.getPrototypeOf(async function* () {}).prototype as Methods;

/** One watched iterator. Thousands of streams may be open, so it holds as little as possible. */
export class Iteration {
  readonly iterator: AnyIterator;
  readonly #observer: IterationObserver;
  readonly #state: IterationState;
  /** Its methods before they were replaced. */
  #methods: Methods;
  /** The iterator that they are called on: this one, or the one that goes on in its place. */
  #source: AnyIterator;
  #steps: Steps | undefined;

  constructor(iterator: AnyIterator, observer: IterationObserver, state: IterationState) {
    this.iterator = iterator;
    this.#observer = observer;
    this.#state = state;
    this.#source = iterator;
    this.#methods = methodsOf(iterator);
  }

  next(values: Values): Promise<Step> {
    const observer = this.#observer;
    if (!this.#state.isReader(this.iterator)) return this.#methods.next.apply(this.#source, values);
    observer.isReading = true;
    const { step, onStep, onError } = (this.#steps ??= this.#toSteps());
    // Loops pass no value: their steps share one closure.
    const running =
      values.length === 0 ? step : () => this.#methods.next.apply(this.#source, values);
    let answer: Promise<Step> | Step;
    try {
      answer = observer.run(running);
    } catch (error) {
      return onError(error);
    }
    // Custom iterators may answer synchronously.
    return 'then' in answer ? answer.then(onStep, onError) : (onStep(answer) as Promise<Step>);
  }

  return(values: Values): Promise<Step> {
    // The caller stopped reading: the stream ends here, even if closing is slow.
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
    return this.#observer.run(() => this.#methods.return.apply(this.#source, values));
  }

  /** The caller stopped an iterator that has no `return`. */
  stopped(): void {
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
  }

  throw(values: Values): Promise<Step> {
    if (this.#state.isReader(this.iterator)) this.#observer.fail(values[0], true);
    return this.#observer.run(() => this.#methods.throw.apply(this.#source, values));
  }

  /** State shared by all steps, created with the first: some iterators are only watched for stops. */
  #toSteps(): Steps {
    const { iterator } = this;
    const source = this.#source;
    const [{ next }, observer, state] = [this.#methods, this.#observer, this.#state];
    // Concurrent steps of an iterator that failed meanwhile are taken again.
    const isReplaced = (): boolean => this.#source !== source;
    return {
      step: () => next.call(source),
      onStep: (result) => {
        if (isReplaced()) return iterator.next();
        observer.isReading = false;
        if (result.done === true) {
          observer.streamEnded(state.isAborted() ? 'aborted' : 'completed');
        } else if (!observer.chunk(result.value)) {
          return iterator.next();
        }
        return result;
      },
      onError: (error) => {
        if (isReplaced()) return iterator.next();
        const again = state.again?.(error);
        if (again !== undefined) {
          this.#goOn(again);
          return iterator.next();
        }
        observer.isReading = false;
        observer.fail(error, state.isAbortReason(error));
        throw error;
      },
    };
  }

  /** From now on the steps are those of `next`. */
  #goOn(next: Promise<AnyIterator>): void {
    const source = lazyIterator(next);
    this.#source = source;
    this.#methods = methodsOf(source);
    this.#steps = undefined;
  }
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
