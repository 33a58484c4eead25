// Retrievers: every one is called through a method of its base class.

import type { Operation } from '../../model/operation.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { beginCall, makeCall, type RunConfig } from './calls.ts';
import { foundBy } from './documents.ts';
import { hearScores, kindOf, noteSearch, type Store } from './vector-stores.ts';

interface Retriever {
  readonly k?: unknown;
  readonly vectorStore?: Store;
}

/** Around the method of retrievers that searches. */
export function retrieving(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [query, given] = args;
      const config = (typeof given === 'object' && given !== null ? given : {}) as RunConfig;
      const begun = tracing.attempt('langchain: a retriever', () => {
        const retriever = this as Retriever;
        hearScores(tracing, retriever.vectorStore);
        const call = beginCall(tracing, operationOf(retriever), config, {
          input: () => ({ queryText: typeof query === 'string' ? query : undefined }),
        });
        if (call !== undefined) noteSearch(call.running);
        return call;
      });
      const { signal } = config;
      return makeCall(tracing, begun, { original, self: this, args, ending: foundBy, signal });
    };
}

/** Named by the kind of the store that it searches, else by its class. */
function operationOf(retriever: Retriever): Operation {
  const { k, vectorStore } = retriever;
  const request = { retrievalTopK: typeof k === 'number' ? k : undefined };
  return { kind: 'retrieval', name: kindOf(vectorStore) ?? retriever.constructor.name, request };
}
