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
  /** An async function in every major. */
  parseResponse: (...args: unknown[]) => Promise<unknown>;
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
  const { invocation } = watch;
  const parse = promise.parseResponse;
  const onData = (data: unknown): unknown => observeResult(data, invocation);
  promise.parseResponse = (...args) => watched(watch, parse.apply(promise, args), onData);
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
    const parse = derived.parseResponse;
    derived.parseResponse = (...args) => watched(watch, parse.apply(derived, args), asItIs);
    return derived;
  };
}

/** Passes on what the SDK's parser makes of a body, after `onData`, or the error that it throws. */
function watched(
  watch: Watch,
  parsed: Promise<unknown>,
  onData: (data: unknown) => unknown,
): Promise<unknown> {
  watch.isParsing = true;
  return parsed.then(onData, (error: unknown) => {
    watch.invocation.fail(error);
    throw error;
  });
}

const asItIs = (data: unknown): unknown => data;

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
