// The promise class that the generated SDKs (openai, anthropic, groq, together) share. Its body is
// read lazily, once, by `parseResponse`; newer majors also close over the parser in `_thenUnwrap`.
// Both are replaced on the promise itself, so identity, class and laziness stay as they were.

import { endWhenCollected } from './abandonment.ts';
import type { Invocation } from './invocation.ts';
import { observeResult } from './observe-result.ts';

type Transform = (data: unknown, props: unknown) => unknown;

/** The parts of the SDK's promise that matter here. */
export interface ApiPromise extends Promise<unknown> {
  responsePromise: Promise<unknown>;
  parsedPromise?: Promise<unknown>;
  parseResponse: (...args: unknown[]) => unknown;
  _thenUnwrap: (transform: Transform) => ApiPromise;
  asResponse: () => Promise<unknown>;
}

/** Whether `value` is such a promise. */
export function isApiPromise(value: unknown): value is ApiPromise {
  return (
    value instanceof Promise &&
    'parseResponse' in value &&
    '_thenUnwrap' in value &&
    'responsePromise' in value
  );
}

/** Watches every way to read `promise`. The invocation ends when the first of them does. */
export function observeApiPromise(promise: ApiPromise, invocation: Invocation): void {
  const watch: Watch = { invocation, isParsing: false, isRaw: false, hasResponded: false };
  watchResponse(promise, watch);
  watchParsing(promise, watch);
  watchRawUse(promise, watch);
}

interface Watch {
  readonly invocation: Invocation;
  /** Somebody reads, or has read, the body through the SDK. */
  isParsing: boolean;
  /** Somebody asked for the raw response. */
  isRaw: boolean;
  hasResponded: boolean;
}

/**
 * Sees the headers arrive, or the request fail. The promise is replaced by its continuation:
 * a side subscription would hide a rejection that the application never handles.
 */
function watchResponse(promise: ApiPromise, watch: Watch): void {
  promise.responsePromise = promise.responsePromise.then(
    (props) => {
      watch.hasResponded = true;
      if (watch.isRaw) endRawUse(watch);
      else if (promise.parsedPromise === undefined && !watch.isParsing) {
        endWhenCollected(promise, watch.invocation);
      }
      return props;
    },
    (error: unknown) => {
      watch.invocation.fail(error);
      throw error;
    },
  );
}

function watchParsing(promise: ApiPromise, watch: Watch): void {
  const { parseResponse } = promise;
  promise.parseResponse = async function (this: unknown, ...args) {
    watch.isParsing = true;
    try {
      const parse = (): unknown => parseResponse.apply(this, args);
      return observeResult(await watch.invocation.run(parse), watch.invocation);
    } catch (error) {
      watch.invocation.fail(error);
      throw error;
    }
  };
  // Older majors derive promises that call `parseResponse` of this one.
  if (Object.hasOwn(promise, '_thenUnwrap')) watchDerived(promise, watch);
}

/** Newer majors derive promises that close over the SDK's own parser. */
function watchDerived(promise: ApiPromise, watch: Watch): void {
  const unwrap = promise._thenUnwrap;
  promise._thenUnwrap = (transform) => {
    const derived = unwrap.call(promise, (data, props) =>
      transform(observeResult(data, watch.invocation), props),
    );
    derived.responsePromise = promise.responsePromise;
    const { parseResponse } = derived;
    derived.parseResponse = async function (this: unknown, ...args) {
      watch.isParsing = true;
      try {
        return await watch.invocation.run(() => parseResponse.apply(this, args));
      } catch (error) {
        watch.invocation.fail(error);
        throw error;
      }
    };
    return derived;
  };
}

/** `asResponse()` hands out the raw body: the call ends with the headers unless it is parsed too. */
function watchRawUse(promise: ApiPromise, watch: Watch): void {
  const { asResponse } = promise;
  Object.defineProperty(promise, 'asResponse', {
    configurable: true,
    writable: true,
    value: function (this: ApiPromise) {
      // `withResponse()` parses as well, and has begun to when it gets here.
      if (promise.parsedPromise === undefined && !watch.isParsing) {
        watch.isRaw = true;
        if (watch.hasResponded) endRawUse(watch);
      }
      return asResponse.call(this);
    },
  });
}

function endRawUse(watch: Watch): void {
  if (!watch.isParsing) watch.invocation.responded();
}
