// Errors of `@mistralai/mistralai`: its functions return them as results, which its clients throw.

import type { Failure } from '../../model/response.ts';
import { toText } from '../../model/texts.ts';

/** What every function of the package makes: a result, or an error in its place. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

interface ApiError {
  readonly name?: unknown;
  readonly statusCode?: unknown;
  readonly body?: unknown;
}
interface Body {
  readonly message?: unknown;
  readonly type?: unknown;
  readonly param?: unknown;
}

/** What the service said; `undefined` for errors of the network or the package. */
export function toFailure(thrown: unknown): Failure | undefined {
  const { name, statusCode, body } = (thrown ?? {}) as ApiError;
  if (typeof statusCode !== 'number') return undefined;
  // The answer arrived, and the package could not read it.
  if (name === 'ResponseValidationError' && statusCode < 400) return { class: 'parse' };
  const { message, type, param } = parsed(body);
  return {
    status: statusCode,
    message: toText(message),
    type: toText(type),
    param: toText(param),
  };
}

/** Whether the caller aborted the call. */
export function isAbort(error: unknown): boolean {
  return (error as ApiError | null | undefined)?.name === 'RequestAbortedError';
}

function parsed(body: unknown): Body {
  try {
    return (JSON.parse(body as string) ?? {}) as Body;
  } catch {
    return {};
  }
}

/** Texts of the service and of the package. */
export const ERROR_TEXTS: readonly string[] = [
  'Unauthorized',
  'Invalid model: {model}',
  'Requests rate limit exceeded',
  'Rate limit exceeded',
  'Service tier capacity exceeded for this model.',
  'Service unavailable.',
  'Internal server error',
  'Request aborted by client',
  'Request timed out',
  'Unable to make request',
  'Input validation failed: {text}',
  'Response validation failed: {text}',
  'Unexpected HTTP client error: {text}',
];
