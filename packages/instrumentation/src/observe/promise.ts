// Watches what comes back as a promise. Its caller gets the same class with the same members; nothing is
// asked for early, and a rejection that nobody handles stays one.

/** What is told of a promise. None of these may throw. */
export interface Settled {
  /** Of one that is watched in place: somebody waits for it. Told again and again. */
  asked?(): void;
  /** One of these two is told, once. */
  succeed(value: unknown): void;
  fail(error: unknown): void;
}

type Callback = ((value: unknown) => unknown) | null | undefined;
/** A promise of whatever make. */
export interface Thenable {
  then(onFulfilled?: Callback, onRejected?: Callback, ...more: unknown[]): unknown;
}

/** Whether `value` is a promise of whatever make. */
export function isThenable<T>(value: T): value is T & Thenable {
  try {
    return (
      typeof (value as Partial<Thenable> | null | undefined)?.then === 'function' &&
      (typeof value === 'object' || typeof value === 'function')
    );
  } catch {
    return false;
  }
}

/** Returns what the caller is to get in place of `promise`: itself, or an equal promise. */
export function watchPromise(promise: Thenable, settled: Settled): unknown {
  const first = once(settled);
  return promise instanceof Promise && promise.constructor === Promise
    ? derived(promise, first)
    : watchInPlace(promise, first);
}

/** The first answer counts: a promise may be asked many times. */
function once(settled: Settled): Settled {
  let isTold = false;
  return {
    asked: () => settled.asked?.(),
    succeed(value) {
      if (isTold) return;
      isTold = true;
      settled.succeed(value);
    },
    fail(error) {
      if (isTold) return;
      isTold = true;
      settled.fail(error);
    },
  };
}

/**
 * A native promise: `await` never asks its own `then`, and a listener beside the caller's would hide a
 * rejection that nobody handles. So the caller gets what follows from it, with the members that it has.
 */
function derived(promise: Promise<unknown>, settled: Settled): Promise<unknown> {
  const next = followed(promise, promise.then as AnyFunction, settled);
  for (const key of Reflect.ownKeys(promise)) {
    Object.defineProperty(next, key, Object.getOwnPropertyDescriptor(promise, key)!);
  }
  return next;
}

/**
 * A sub-class of `Promise`, or a thenable of another make, is told of when the application asks it, by the
 * application's own call: a lazy one sends again whenever it is asked.
 */
function watchInPlace(promise: Thenable, settled: Settled): unknown {
  const isPromise = promise instanceof Promise;
  replaceOwn(promise, 'then', (then) =>
    isPromise && then === Promise.prototype.then
      ? function (this: unknown, ok, failed) {
          settled.asked?.();
          // The caller's callbacks stay as they are: by them V8 finds who waits, for the stack of an error.
          return followed(this as Promise<unknown>, then, settled).then(
            ok as Callback,
            failed as Callback,
          );
        }
      : function (this: unknown, ok, failed, ...rest) {
          settled.asked?.();
          return then.call(
            this,
            ...callbacks(ok as Callback, failed as Callback, settled, isPromise),
            ...rest,
          );
        },
  );
  if (!isPromise || promise.catch !== Promise.prototype.catch) {
    // Of its own make: it may not go through `then`.
    replaceOwn(
      promise,
      'catch',
      (original) =>
        function (this: unknown, failed, ...rest) {
          settled.asked?.();
          const [, watched] = callbacks(undefined, failed as Callback, settled, isPromise);
          return watchedNext(original.call(this, watched, ...rest), settled);
        },
    );
  }
  if (!isPromise || promise.finally !== Promise.prototype.finally) {
    replaceOwn(
      promise,
      'finally',
      (original) =>
        function (this: unknown, ...args) {
          settled.asked?.();
          return watchedNext(original.apply(this, args), settled);
        },
    );
  }
  return promise;
}

/** What the promise is asked with instead: both callbacks tell, and do what the caller's do. */
function callbacks(
  onFulfilled: Callback,
  onRejected: Callback,
  settled: Settled,
  isPromise: boolean,
): [Callback, Callback] {
  // A thenable may treat an absent callback as it likes: it stays absent.
  const ok: Callback =
    typeof onFulfilled !== 'function' && !isPromise
      ? onFulfilled
      : (value) => {
          settled.succeed(value);
          return typeof onFulfilled === 'function' ? onFulfilled(value) : value;
        };
  const failed: Callback = (error) => {
    settled.fail(error);
    if (typeof onRejected === 'function') return onRejected(error);
    throw error;
  };
  return [ok, failed];
}

/** The promise that follows from `promise` and tells. */
function followed(
  promise: Promise<unknown>,
  then: AnyFunction,
  settled: Settled,
): Promise<unknown> {
  const tells: readonly Callback[] = [
    (value) => {
      settled.succeed(value);
      return value;
    },
    (error) => {
      settled.fail(error);
      throw error;
    },
  ];
  return then.call(promise, ...tells) as Promise<unknown>;
}

function watchedNext(next: unknown, settled: Settled): unknown {
  return next instanceof Promise && next.constructor === Promise ? derived(next, settled) : next;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Replaces a method on the object itself; one that was inherited stays out of its own keys. */
function replaceOwn(
  target: object,
  key: string,
  make: (original: AnyFunction) => AnyFunction,
): void {
  const original = (target as Record<string, unknown>)[key];
  if (typeof original !== 'function' || !Object.isExtensible(target)) return;
  const value = make(original as AnyFunction);
  Object.defineProperty(value, 'length', { value: original.length, configurable: true });
  Object.defineProperty(value, 'name', { value: original.name, configurable: true });
  const own = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, {
    value,
    configurable: true,
    writable: true,
    enumerable: own?.enumerable ?? false,
  });
}
