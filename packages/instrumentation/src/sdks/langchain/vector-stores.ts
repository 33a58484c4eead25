// Stores of vectors: a search that the application makes itself is one like that of a retriever. They tell the scores of
// documents to a method that retrievers do not pass on: it is listened to.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { declaring } from '../declaring.ts';
import { beginCall, makeCall } from './calls.ts';
import { foundBy, noteScores } from './documents.ts';
import { here } from './place.ts';

/** A store of the package, or of the application. */
export interface Store {
  _vectorstoreType?(): unknown;
}

const SEARCH = 'similaritySearchVectorWithScore';
/** Searches that are under way: what they call of a store is a part of them. */
const searches = new WeakSet<RunningOperation>();

/** Notes a search. */
export function noteSearch(running: RunningOperation): void {
  searches.add(running);
}

/** Around a method of the base class that searches for a text. */
export function searching(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const place = here();
      const isPart = place?.running !== undefined && searches.has(place.running);
      const call = isPart
        ? undefined
        : tracing.attempt('langchain: a search', () => start(tracing, this as Store, args));
      if (call === undefined) return original.apply(this, args);
      return makeCall(tracing, call, { original, self: this, args, ending: foundBy });
    };
}

function start(tracing: Tracing, store: Store, [query, k = 4]: readonly unknown[]) {
  hearScores(tracing, store);
  const request = { retrievalTopK: typeof k === 'number' ? k : undefined };
  const operation = { kind: 'retrieval', name: kindOf(store), request } as const;
  const call = beginCall(tracing, operation, undefined, {
    input: () => ({ queryText: typeof query === 'string' ? query : undefined }),
  });
  if (call !== undefined) noteSearch(call.running);
  return call;
}

/** Its kind, such as `memory`. */
export function kindOf(store: Store | undefined): string | undefined {
  const kind: unknown = store?._vectorstoreType?.();
  return typeof kind === 'string' ? kind : undefined;
}

/** Replaces the method of the class of `store` that returns pairs of a document and its score. */
export function hearScores(tracing: Tracing, store: unknown): void {
  const owner = declaring(store, SEARCH);
  if (owner !== undefined) tracing.replace(owner, SEARCH, hearing(tracing));
}

function hearing(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const found = original.apply(this, args);
      if (found instanceof Promise) {
        void found.then(
          (pairs) => tracing.attempt('langchain: scores', () => noteScores(pairs)),
          () => undefined,
        );
      }
      return found;
    };
}
