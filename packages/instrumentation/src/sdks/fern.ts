// Shared by the SDKs that Fern generates: cohere-ai, voyageai. Each public method makes a promise of a class of its own
// from that of a private one, which resolves with the response and the raw response. Older releases have no private
// methods, and public ones that resolve with the response alone.

import type { AnyMethod, Call, Dispatcher } from '../model/method.ts';
import type { Failure } from '../model/response.ts';
import { toText } from '../model/texts.ts';
import type { Clients } from './client-methods.ts';

interface Client {
  readonly _options?: {
    readonly baseUrl?: unknown;
    readonly environment?: unknown;
    readonly fetch?: unknown;
  };
}

/** The URL of a client; `undefined` if a function of the application returns it. */
export function baseUrlOf(client: unknown, usual: string): string | undefined {
  const { baseUrl, environment } = (client as Client)._options ?? {};
  const url = baseUrl ?? environment ?? usual;
  return typeof url === 'string' ? url : undefined;
}

type Methods = Readonly<Record<string, AnyMethod | Dispatcher>>;

/** The targets for `methods`: the private ones, or in older releases the public ones. */
export function fernMethods(methods: Readonly<Record<string, AnyMethod>>): Methods {
  return Object.fromEntries(
    Object.entries(methods).flatMap(([name, method]): [string, AnyMethod | Dispatcher][] => [
      [`__${name}`, method],
      [name, { select: ({ self }) => (`__${name}` in (self as object) ? undefined : method) }],
    ]),
  );
}

/** The response in what a private method resolves with. */
function dataOf(result: unknown): unknown {
  const isPacked = typeof result === 'object' && result !== null && 'rawResponse' in result;
  return isPacked ? (result as { readonly data?: unknown }).data : result;
}

interface SdkError {
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly body?: unknown;
}
interface Body {
  readonly message?: unknown;
  readonly detail?: unknown;
}

/** What the service said; `undefined` for errors of the network or the package. */
function toFailure(thrown: unknown): Failure | undefined {
  const { message, statusCode: status, body } = (thrown ?? {}) as SdkError;
  if (String(message).startsWith('Timeout exceeded when calling ')) return { class: 'timeout' };
  if (typeof status !== 'number') return undefined;
  // The answer arrived, and the package could not read it.
  if (status < 400) return { class: 'parse' };
  const said = (body ?? {}) as Body;
  return { status, message: toText(body) ?? toText(said.message) ?? toText(said.detail) };
}

/** Texts of the packages themselves. */
export const FERN_TEXTS: readonly string[] = [
  'The user aborted a request',
  'Timeout exceeded when calling {text}',
  'fetch failed',
  'Unknown error',
];

/** What all methods share. */
export const FERN = {
  dataOf,
  common: {
    failure: toFailure,
    // The error has the signal's reason as its cause, or the raw one of a stream.
    isAbort: (error, signal) =>
      signal?.aborted === true && (error as SdkError | null)?.statusCode === undefined,
    signal: ({ args }: Call) =>
      (args[1] as { readonly abortSignal?: AbortSignal } | null | undefined)?.abortSignal,
  },
} satisfies Pick<Clients, 'dataOf' | 'common'>;
