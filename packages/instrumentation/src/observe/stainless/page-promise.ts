// The page promise of the newest openai: its own methods delegate everything to a second promise
// that is out of reach. Its `parseResponse` is never called.

import { type Abandonable, endWhenCollected } from '../../foundation/abandonment.ts';
import { type ApiPromise, observeApiPromise, setHidden } from './api-promise.ts';
import type { Invocation } from '../invocation.ts';
import { observeStainlessResult } from './stream.ts';

type PagePromise = ApiPromise;

/** Whether `promise` delegates to another. */
export function isPagePromise(promise: ApiPromise): promise is PagePromise {
  return Object.hasOwn(promise, 'then') && Object.hasOwn(promise, 'withResponse');
}

/** Watches every way to read `promise`. Nothing subscribes before its caller does. */
export function observePagePromise(promise: PagePromise, invocation: Invocation): void {
  const watch: Watch = { isRead: false };
  const { then, withResponse, asResponse, _thenUnwrap } = promise;
  const onData = (data: unknown): unknown => observeStainlessResult(data, invocation);
  const onError = (error: unknown): never => {
    invocation.fail(error);
    throw error;
  };
  const read = (): Promise<unknown> => {
    watch.isRead = true;
    return then.call(promise, onData, onError);
  };
  const replace = <Name extends keyof PagePromise>(name: Name, value: PagePromise[Name]): void => {
    setHidden(promise, name, value);
  };
  replace('then', (onFulfilled, onRejected) => read().then(onFulfilled, onRejected));
  replace('catch', (onRejected) => read().catch(onRejected));
  replace('finally', (onFinally) => read().finally(onFinally));
  replace('withResponse', () => {
    watch.isRead = true;
    return withResponse.call(promise).then((result) => {
      onData(result.data);
      return result;
    }, onError);
  });
  replace('asResponse', () =>
    asResponse.call(promise).then((response) => {
      if (!watch.isRead) invocation.responded();
      return response;
    }, onError),
  );
  replace('_thenUnwrap', (transform) => {
    watch.isRead = true;
    const derived = _thenUnwrap.call(promise, (data, props) => transform(onData(data), props));
    // For errors: with the data the invocation has ended.
    observeApiPromise(derived, invocation);
    return derived;
  });
  endWhenCollected(promise, unlessRead(watch, invocation));
}

interface Watch {
  isRead: boolean;
}

/** Once read, the inner promise outlives the outer one. Must not refer to the outer one. */
function unlessRead(watch: Watch, invocation: Invocation): Abandonable {
  return {
    streamEnded: (outcome) => {
      if (!watch.isRead) invocation.streamEnded(outcome);
    },
  };
}
