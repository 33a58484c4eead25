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
): T {
  replaceOwn(new Iteration(iterator, observer, ONLY_READER), READING);
  return iterator;
}

/** The same for an iterator that an SDK made, of which more is known. */
export function observeSdkIterator<T extends AsyncIterator<unknown>>(
  iterator: T,
  observer: IterationObserver,
  state: IterationState,
): T {
  replace(new Iteration(iterator, observer, state), READING);
  return iterator;
}

/** Watches only whether the reader of an SDK's iterator stops: its steps are watched further inside. */
export function watchStop(iterator: AnyIterator, observer: IterationObserver): void {
  replace(new Iteration(iterator, observer, ONLY_READER), STOPPING);
}

type AnyIterator = AsyncIterator<unknown, unknown, unknown>;
type Step = IteratorResult<unknown>;
type Values = [value?: unknown];
type MethodName = 'next' | 'return' | 'throw';
type Method = (...values: unknown[]) => Promise<Step>;

type Methods = Readonly<Record<MethodName, (...values: Values) => Promise<Step>>>;

interface Steps {
  readonly step: () => Promise<Step>;
  readonly onStep: (result: Step) => Step | Promise<Step>;
  readonly onError: (error: unknown) => never;
}

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
    this.#methods = isGenerator ? GENERATOR : ({ next, return: close, throw: raise } as Methods);
  }

  next(values: Values): Promise<Step> {
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

  return(values: Values): Promise<Step> {
    // The caller stopped reading: that is the end, even if closing takes long or fails.
    if (this.#state.isReader(this.iterator)) this.#observer.streamEnded('aborted');
    return this.#observer.run(() => this.#methods.return.apply(this.iterator, values));
  }

  throw(values: Values): Promise<Step> {
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

/** The methods of every async generator. */
const GENERATOR = Object.getPrototypeOf(async function* () {}).prototype as Methods;

/** Leads from a generator to its iteration, as a private field that nobody else can see. */
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

/** What replaces them: they too look at what they are called on. */
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

/** Names of methods, and a prototype that replaces them between a generator and its methods. */
interface Replaced {
  readonly names: readonly MethodName[];
  readonly prototype: object;
}
const READING = toReplaced('next', 'return', 'throw');
const STOPPING = toReplaced('return', 'throw');

function toReplaced(...names: readonly MethodName[]): Replaced {
  const prototype: object = Object.create(GENERATOR as object);
  for (const name of names) define(prototype, name, SHARED[name]);
  return { names, prototype };
}

/**
 * The prototype of a generator that was made by a function inside of an SDK is nobody's to know. One
 * prototype of ours for all takes a third of the memory that own methods do.
 */
function replace(iteration: Iteration, replaced: Replaced): void {
  const { iterator } = iteration;
  if (!isBareGenerator(iterator)) return replaceOwn(iteration, replaced);
  Object.setPrototypeOf(iterator, replaced.prototype);
  Stamp.put(iterator, iteration);
}

function replaceOwn(iteration: Iteration, { names }: Replaced): void {
  const { iterator } = iteration;
  for (const name of names) {
    if (iterator[name] !== undefined) define(iterator, name, bound(iteration, name));
  }
}

/** Whether only the prototype of its function stands between an object and the generators' methods. */
function isBareGenerator(iterator: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(iterator);
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === GENERATOR &&
    Reflect.ownKeys(prototype).length === 0 &&
    Reflect.ownKeys(iterator).length === 0
  );
}

/** For an iterator of another make: its methods may be called without it. */
function bound(iteration: Iteration, name: MethodName): Method {
  const method = {
    [name]: (...values: unknown[]): Promise<Step> => iteration[name](values as Values),
  }[name]!;
  expectOne(method);
  return method;
}

function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}

/** Like the methods that they replace they have one parameter. */
function expectOne(method: object): void {
  Object.defineProperty(method, 'length', { value: 1, configurable: true });
}
