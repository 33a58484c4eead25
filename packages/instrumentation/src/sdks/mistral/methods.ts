// What all functions of `@mistralai/mistralai` share: the client and its request among the arguments, and a result
// that is either a value or an error.

import { methodsOf, type Clients } from '../client-methods.ts';
import { ERROR_TEXTS, isAbort, type Result, toFailure } from './failure.ts';

/** The first argument of every function. */
export interface Client {
  readonly _baseURL?: unknown;
}
interface Options {
  readonly signal?: AbortSignal;
  readonly fetchOptions?: { readonly signal?: AbortSignal };
}

/** The service that a client asks. */
export const clients: Clients = {
  baseUrl: (_self, client) => {
    const url = (client as Client | undefined)?._baseURL;
    return url instanceof URL ? url.href : undefined;
  },
  provider: () => 'mistral_ai',
  common: {
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
    isAbort,
    signal: ({ args }) => {
      const { fetchOptions, signal } = (args[2] ?? {}) as Options;
      return fetchOptions?.signal ?? signal;
    },
  },
};

/** Methods of inference. */
export const inference = methodsOf('inference', clients);

/** What `$do` resolves with: the result, and how it came. */
export type Done<T> = readonly [Result<T>, unknown];

/** The value of a result that has one. */
export const valueOf = <T>([result]: Done<T>): T => (result as { readonly value: T }).value;

/** The error of a result that has one. */
export const thrown = <T>([result]: Done<T>): unknown => (result.ok ? undefined : result.error);
