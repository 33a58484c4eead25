// Watches an async iterator in place: the object stays the generator that it was. Every step runs
// inside the caller's own iteration, in the context of the call.

/** What is told of an iteration. None of these may throw. */
export interface IterationObserver {
  /** A step has been asked for and has not arrived. */
  isReading: boolean;
  run<T>(step: () => T): T;
  /** Returns `false` for a value that the reader must not see. */
  chunk(value: unknown): boolean;
  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void;
  /** `isStop`: the caller stopped the iteration, though it threw. */
  fail(error: unknown, isStop?: boolean): void;
}

/** What else is known of an iteration. */
export interface IterationState {
  /** Tells an iteration that ended because its caller aborted from a complete one. */
  isAborted(): boolean;
  /** Whether `error` is what the caller aborted with. The SDK aborts by itself after any other. */
  isAbortReason(error: unknown): boolean;
  /** Whether this iterator is the one that reads: a second reader of a stream only gets errors. */
  isReader(iterator: object): boolean;
}

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
  install(new Iteration(iterator, observer, state), ['next', 'return', 'throw']);
  return iterator;
}

/** Watches only whether the reader stops: for an iterator whose steps are watched further inside. */
export function watchStop(iterator: AnyIterator, observer: IterationObserver): void {
  install(new Iteration(iterator, observer, ONLY_READER), ['return', 'throw']);
}

type AnyIterator = AsyncIterator<unknown, unknown, unknown>;
type Step = IteratorResult<unknown>;
type MethodName = 'next' | 'return' | 'throw';
type Method = (...values: unknown[]) => Promise<Step>;

type Methods = Pick<Required<AnyIterator>, MethodName>;

interface Steps {
  readonly step: () => Promise<Step>;
  readonly onStep: (result: Step) => Step | Promise<Step>;
  readonly onError: (error: unknown) => never;
}

/** Leads from an iterator to its iteration, where no listing of its keys shows it. */
const ITERATION = Symbol('llm-otel.iteration');

/** One iterator that is watched. Streams lie open by the thousand: it holds no more than it needs. */
class Iteration {
  readonly iterator: AnyIterator;
  readonly #observer: IterationObserver;
  readonly #state: IterationState;
  /** Its methods before they were replaced. */
  readonly #methods: Methods;
  #steps: Steps | undefined;

  constructor(iterator: AnyIterator, observer: IterationObserver, state: IterationState) {
    this.iterator = iterator;
    this.#observer = observer;
    this.#state = state;
    const { next, return: close, throw: raise } = iterator;
    const isGenerator =
      next === GENERATOR.next && close === GENERATOR.return && raise === GENERATOR.throw;
    // What is missing is not replaced, and so never called.
    this.#methods = isGenerator ? GENERATOR : { next, return: close!, throw: raise! };
  }

  next(values: [] | [unknown]): Promise<Step> {
    const observer = this.#observer;
    if (!this.#state.isReader(this.iterator))
      return this.#methods.next.apply(this.iterator, values);
    observer.isReading = true;
    const { step, onStep, onError } = (this.#steps ??= this.#toSteps());
    // Loops pass no value: their steps share one closure.
    const running =
      values.length === 0 ? step : () => this.#methods.next.apply(this.iterator, values);
    return observer.run(running).then(onStep, onError);
  }

  return(values: [] | [unknown]): Promise<Step> {
    // The caller stopped reading: that is the end, even if closing takes long or fails.
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
    return this.#observer.run(() => this.#methods.return.apply(this.iterator, values as [unknown]));
  }

  throw(values: [] | [unknown]): Promise<Step> {
    if (this.#state.isReader(this.iterator)) this.#observer.fail(values[0], true);
    return this.#observer.run(() => this.#methods.throw.apply(this.iterator, values));
  }

  /** What each step shares, made with the first one: an iterator may only be watched for its stop. */
  #toSteps(): Steps {
    const { iterator } = this;
    const [{ next }, observer, state] = [this.#methods, this.#observer, this.#state];
    return {
      step: () => next.call(iterator),
      onStep(result) {
        observer.isReading = false;
        if (result.done === true) {
          observer.streamEnded(state.isAborted() ? 'aborted' : 'completed');
        } else if (!observer.chunk(result.value)) {
          return iterator.next();
        }
        return result;
      },
      onError(error) {
        observer.isReading = false;
        observer.fail(error, state.isAbortReason(error));
        throw error;
      },
    };
  }
}

/** Gives the iterator own methods, with the names of those that they replace, that no listing of its keys shows. */
function install(iteration: Iteration, names: readonly MethodName[]): void {
  const { iterator } = iteration;
  define(iterator, ITERATION, iteration);
  for (const name of names) {
    const original = iterator[name];
    if (original === undefined) continue;
    const isGenerators = original === GENERATOR[name];
    define(iterator, name, isGenerators ? SHARED[name] : bound(iteration, name));
  }
}

function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}

/** The methods of every async generator. */
const GENERATOR = Object.getPrototypeOf(async function* () {}).prototype as Methods;

/** What replaces them, on all generators alike: they too look at what they are called on. */
const SHARED: Readonly<Record<MethodName, Method>> = {
  next(this: unknown, ...values) {
    return iterationOf(this)?.next(values as []) ?? Reflect.apply(GENERATOR.next, this, values);
  },
  return(this: unknown, ...values) {
    return iterationOf(this)?.return(values as []) ?? Reflect.apply(GENERATOR.return, this, values);
  },
  throw(this: unknown, ...values) {
    return iterationOf(this)?.throw(values as []) ?? Reflect.apply(GENERATOR.throw, this, values);
  },
};
Object.values(SHARED).forEach(expectOne);

/** For an iterator of another make: its methods may be called without it. */
function bound(iteration: Iteration, name: MethodName): Method {
  const method = {
    [name]: (...values: unknown[]): Promise<Step> => iteration[name](values as []),
  }[name]!;
  expectOne(method);
  return method;
}

function iterationOf(iterator: unknown): Iteration | undefined {
  const iteration = (iterator as { [ITERATION]?: Iteration } | null | undefined)?.[ITERATION];
  return iteration?.iterator === iterator ? iteration : undefined;
}

/** Like the methods that they replace they have one parameter. */
function expectOne(method: Method): void {
  Object.defineProperty(method, 'length', { value: 1, configurable: true });
}
