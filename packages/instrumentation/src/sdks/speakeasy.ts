// Shared by the SDKs that Speakeasy generates: mistral and openrouter. Their clients call functions, which an
// application can call itself; each sends its request in a local `$do`, which returns errors in place of throwing them.

import type { FileRule } from '../model/adapter.ts';
import type { AnyMethod } from '../model/method.ts';
import type { Failure } from '../model/response.ts';
import { toText } from '../model/texts.ts';
import type { Clients } from './client-methods.ts';

/** A client, which is the first argument of every function. */
export interface Client {
  readonly _baseURL?: unknown;
}

/** What `$do` resolves with: a result or an error in its place, and how it came. */
export type Done<T> = readonly [
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
  unknown,
];

/** The result. */
export function valueOf<T>([result]: Done<T>): T {
  return (result as { readonly value: T }).value;
}

/** The error in its place. */
export function thrown([result]: Done<unknown>): unknown {
  return result.ok ? undefined : result.error;
}

interface Options {
  readonly signal?: AbortSignal;
  readonly fetchOptions?: { readonly signal?: AbortSignal };
}
interface ApiError {
  readonly name?: unknown;
  readonly statusCode?: unknown;
  readonly body?: unknown;
}
interface Body {
  readonly message?: unknown;
  readonly type?: unknown;
  readonly param?: unknown;
  readonly error?: Body | null;
}

/** The URL of a client. */
export function baseUrl(_self: unknown, client: unknown): string | undefined {
  const url = (client as Client | undefined)?._baseURL;
  return url instanceof URL ? url.href : undefined;
}

/** What all methods share. */
export const SPEAKEASY = {
  failure: toFailure,
  isAbort: (error) => (error as ApiError | null | undefined)?.name === 'RequestAbortedError',
  signal: ({ args }) => {
    const { fetchOptions, signal } = (args[2] ?? {}) as Options;
    return fetchOptions?.signal ?? signal;
  },
} satisfies Clients['common'];

/** Texts of the packages. */
export const PACKAGE_TEXTS: readonly string[] = [
  'Request aborted by client',
  'Request timed out',
  'Unable to make request',
  'Input validation failed: {text}',
  'Response validation failed: {text}',
  'Unexpected HTTP client error: {text}',
];

/** The rule of the function in `file`, a name or an expression. */
export function sent(file: string, method: AnyMethod): FileRule {
  return {
    file: new RegExp(`^(?:esm/)?funcs/(?:${file})$`),
    targets: [{ kind: 'function', name: '$do', isLocal: true, method }],
  };
}

/** What the service said; `undefined` for errors of the network or the package. */
function toFailure(error: unknown): Failure | undefined {
  const { name, statusCode, body } = (error ?? {}) as ApiError;
  if (typeof statusCode !== 'number') return undefined;
  // The answer arrived, and the package could not read it.
  if (name === 'ResponseValidationError' && statusCode < 400) return { class: 'parse' };
  const said = parsed(body);
  const { message, type, param } = typeof said.error === 'object' ? (said.error ?? said) : said;
  return {
    status: statusCode,
    message: toText(message),
    type: toText(type),
    param: toText(param),
  };
}

function parsed(body: unknown): Body {
  try {
    return (JSON.parse(body as string) ?? {}) as Body;
  } catch {
    return {};
  }
}
