// The promise class that the generated SDKs (openai, anthropic, groq, together) share. Its body is
// read lazily, once, by `parseResponse`; newer majors also close over the parser in `_thenUnwrap`.
// Both are replaced on the promise itself, so identity, class and laziness stay as they were.

import { endWhenCollected } from '../../foundation/abandonment.ts';
import { handOn } from './handed-on.ts';
import type { Invocation } from '../invocation.ts';
import type { SecondTry } from '../second-try.ts';
import {
  isSdkStream,
  observedTransform,
  observeStainlessResult,
  type Transform,
} from './stream.ts';

/** The parts of the SDK's promise that we use. */
export interface ApiPromise extends Promise<unknown> {
  responsePromise: Promise<unknown>;
  parsedPromise?: Promise<unknown>;
  /** An async function in every major. */
  parseResponse: (...args: unknown[]) => Promise<unknown>;
  _thenUnwrap: (transform: Transform) => ApiPromise;
  asResponse: () => Promise<unknown>;
  withResponse: () => Promise<{ data: unknown }>;
  /** The value of `responsePromise`, for helpers that parse it themselves. */
  _responseProps?: () => Promise<{ readonly response?: unknown }>;
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

/** Watches every way to read `promise`. The first to finish ends the invocation. */
export function observeApiPromise(promise: ApiPromise, invocation: Invocation): void {
  if (invocation.secondTry !== undefined) repeatIfRefused(promise, invocation.secondTry);
  const watch = new Watch(invocation);
  watchResponse(promise, watch);
  watchParsing(promise, watch);
  watchDerived(promise, watch);
  watchRawUse(promise, watch);
  if (invocation.helper?.parsesInCallback === true) watchCallback(promise, watch);
  if (promise._responseProps !== undefined) watchHelpers(promise, watch);
}

/** The response is that of a second try if the server refuses the first. */
function repeatIfRefused(promise: ApiPromise, secondTry: SecondTry): void {
  promise.responsePromise = promise.responsePromise.catch((error: unknown) => {
    if (!secondTry.isDue(error)) throw error;
    return (secondTry.make() as ApiPromise).responsePromise.then((props) => {
      secondTry.answered();
      return props;
    });
  });
  showSecond(promise, secondTry);
}

/** The newest openai's own `withResponse` takes the response of the first try. */
function showSecond(promise: ApiPromise, secondTry: SecondTry): void {
  if (!Object.hasOwn(promise, 'withResponse')) return;
  const { withResponse } = promise;
  promise.withResponse = async () => {
    const data = await promise;
    if (!secondTry.isMade) return withResponse.call(promise);
    const { response } = (await promise.responsePromise) as { readonly response: Response };
    return { data, response, request_id: response.headers.get('x-request-id') };
  };
}

/**
 * The state of one promise. A class: V8 may place the objects of a literal among the old ones, where they
 * keep all that they refer to until the next full collection.
 */
class Watch {
  readonly invocation: Invocation;
  /** The body is being, or has been, read through the SDK. */
  isParsing = false;
  /** The raw response was requested. */
  isRaw = false;
  hasResponded = false;
  /** A helper's own step sees the result, and is watched. */
  isTransformed = false;
  /** What the SDK's method itself derived: the caller awaits that one. */
  derived: ApiPromise | undefined;

  constructor(invocation: Invocation) {
    this.invocation = invocation;
  }
}

type Parse = ApiPromise['parseResponse'];

/** The handler of a parser's proxy: a proxied function prints like its target. */
class ParserWatch implements ProxyHandler<Parse> {
  readonly #watch: Watch;
  readonly #seesData: boolean;

  constructor(watch: Watch, seesData: boolean) {
    this.#watch = watch;
    this.#seesData = seesData;
  }

  apply(target: Parse, self: unknown, args: unknown[]): Promise<unknown> {
    const watch = this.#watch;
    watch.isParsing = true;
    const seesData = this.#seesData;
    return (Reflect.apply(target, self, args) as Promise<unknown>).then(
      (data) =>
        seesData && !(watch.isTransformed && !isSdkStream(data))
          ? observeStainlessResult(data, watch.invocation)
          : data,
      (error: unknown) => {
        watch.invocation.fail(error);
        throw error;
      },
    );
  }
}

/**
 * Sees the headers arrive, or the request fail. The promise is replaced by its continuation:
 * a side subscription would hide a rejection that the application never handles.
 */
function watchResponse(promise: ApiPromise, watch: Watch): void {
  promise.responsePromise = promise.responsePromise.then(
    (props) => {
      watch.hasResponded = true;
      watch.invocation.heard((props as { readonly response?: unknown } | undefined)?.response);
      if (watch.isRaw) endRawUse(watch);
      else if (!isAwaited(promise, watch)) {
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

/** Whether the body is read, or will be as soon as the promises before it are settled. */
function isAwaited(promise: ApiPromise, { isParsing, derived }: Watch): boolean {
  return isParsing || promise.parsedPromise !== undefined || derived?.parsedPromise !== undefined;
}

function watchParsing(promise: ApiPromise, watch: Watch): void {
  promise.parseResponse = new Proxy(promise.parseResponse, new ParserWatch(watch, true));
}

/**
 * Helpers such as `parse()` derive promises. In older majors those call `parseResponse` of this one;
 * in newer ones they close over the SDK's own parser, and `_thenUnwrap` is the promise's own.
 */
function watchDerived(promise: ApiPromise, watch: Watch): void {
  const closesOverParser = Object.hasOwn(promise, '_thenUnwrap');
  const unwrap = promise._thenUnwrap;
  const { secondTry } = watch.invocation;
  setHidden(promise, '_thenUnwrap', (transform: Transform): ApiPromise => {
    const isParsed = watch.invocation.hasParser;
    const isObserved = closesOverParser || isParsed;
    const derived = unwrap.call(
      promise,
      isObserved ? observedTransform(transform, watch.invocation) : transform,
    );
    watch.derived ??= derived;
    watch.isTransformed ||= isParsed;
    if (closesOverParser) {
      derived.responsePromise = promise.responsePromise;
      if (secondTry !== undefined) showSecond(derived, secondTry);
      derived.parseResponse = new Proxy(derived.parseResponse, new ParserWatch(watch, false));
    }
    watchDerived(derived, watch);
    watchRawUse(derived, watch);
    return derived;
  });
}

/** A helper that parses the answer itself passes its parser before it returns; nobody else has the promise then. */
function watchCallback(promise: ApiPromise, watch: Watch): void {
  const { invocation } = watch;
  setHidden(promise, 'then', ((onFulfilled?: Transform | null, onRejected?: null) => {
    Reflect.deleteProperty(promise, 'then');
    if (invocation.helper?.isRunning !== true || typeof onFulfilled !== 'function') {
      return promise.then(onFulfilled as never, onRejected);
    }
    watch.isTransformed = true;
    const observed = observedTransform((data) => onFulfilled(data, undefined), invocation);
    return promise.then((data) => observed(data, undefined), onRejected);
  }) as never);
}

/** Replaces a method on the promise itself; an inherited one stays non-enumerable. */
export function setHidden<P extends ApiPromise, Name extends keyof P>(
  promise: P,
  name: Name,
  value: P[Name],
): void {
  if (Object.hasOwn(promise, name)) promise[name] = value;
  else Object.defineProperty(promise, name, { configurable: true, writable: true, value });
}

/** `asResponse()` returns the raw body: the call ends with the headers unless it is parsed too. */
function watchRawUse(promise: ApiPromise, watch: Watch): void {
  const { asResponse } = promise;
  setHidden(promise, 'asResponse', function (this: ApiPromise) {
    // `withResponse()` parses as well, and has begun to when it gets here.
    if (promise.parsedPromise === undefined && !watch.isParsing) {
      watch.isRaw = true;
      if (watch.hasResponded) endRawUse(watch);
    }
    return asResponse.call(this);
  });
}

/** A helper that takes the unparsed response parses it, or has it parsed. */
function watchHelpers(promise: ApiPromise, watch: Watch): void {
  const propsOf = promise._responseProps!;
  setHidden(promise, '_responseProps', function (this: ApiPromise) {
    watch.isParsing = true;
    return propsOf.call(this).then((props) => {
      handOn(props.response, watch.invocation);
      return props;
    });
  });
}

function endRawUse(watch: Watch): void {
  if (!watch.isParsing) watch.invocation.responded();
}
