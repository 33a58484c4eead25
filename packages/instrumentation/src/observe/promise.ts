// Watches a returned promise. The caller gets the same class with the same members, nothing is requested
// early, and an unhandled rejection stays unhandled.

/** Receives the outcome of a promise. Must not throw. */
export interface Settled {
  /** A caller awaits a promise that is watched in place. Called repeatedly. */
  asked?(): void;
  /** Another promise for the caller instead of a rejection with `error`. */
  instead?(error: unknown): Promise<unknown> | undefined;
  /** One of these two runs, once. */
  succeed(value: unknown): void;
  fail(error: unknown): void;
}

type Callback = ((value: unknown) => unknown) | null | undefined;
/** Any kind of promise. */
export interface Thenable {
  then(onFulfilled?: Callback, onRejected?: Callback, ...more: unknown[]): unknown;
}

/** Whether `value` is any kind of promise. */
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

/** Returns what the caller gets instead of `promise`: itself, or an equal promise. */
export function watchPromise(promise: Thenable, settled: Settled): unknown {
  const first = once(settled);
  return promise instanceof Promise && promise.constructor === Promise
    ? derived(promise, first)
    : watchInPlace(promise, first);
}

/** Only the first outcome counts: there may be several. */
function once(settled: Settled): Settled {
  let isTold = false;
  return {
    asked: () => settled.asked?.(),
    instead: (error) => settled.instead?.(error),
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
 * Native promises: `await` does not call an own `then`, and a second listener would hide an unhandled
 * rejection. The caller therefore gets a derived promise with the members of the original.
 */
function derived(promise: Promise<unknown>, settled: Settled): Promise<unknown> {
  const next = followed(promise, promise.then as AnyFunction, settled);
  for (const key of Reflect.ownKeys(promise)) {
    Object.defineProperty(next, key, Object.getOwnPropertyDescriptor(promise, key)!);
  }
  return next;
}

/**
 * Subclasses of `Promise` and other thenables report when the application calls them, through that very
 * call: a lazy one sends its request again on each call.
 */
function watchInPlace(promise: Thenable, settled: Settled): unknown {
  const isPromise = promise instanceof Promise;
  replaceOwn(promise, 'then', (then) =>
    isPromise && then === Promise.prototype.then
      ? function (this: unknown, ok, failed) {
          settled.asked?.();
          // The caller's callbacks stay unchanged: V8 uses them to build async stack traces.
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
    // A custom method may bypass `then`.
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

/** The callbacks to pass instead: each reports, then does what the caller's does. */
function callbacks(
  onFulfilled: Callback,
  onRejected: Callback,
  settled: Settled,
  isPromise: boolean,
): [Callback, Callback] {
  // A thenable may treat a missing callback specially: it stays missing.
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

/** A promise derived from `promise`, with reports. */
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
      const instead = settled.instead?.(error);
      if (instead !== undefined) return followed(instead, instead.then as AnyFunction, settled);
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

/** Replaces a method on the object itself; an inherited one stays non-enumerable. */
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
