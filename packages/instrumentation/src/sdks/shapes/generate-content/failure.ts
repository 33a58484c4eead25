// Details of an error of Google's API: its message is the response body as JSON. Early clients put
// `got status: 400 Bad Request.` before it, and their errors have no status property.

import type { ErrorClass, Failure } from '../../../model/response.ts';

interface Body {
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    /** The code as a word, such as `RESOURCE_EXHAUSTED`; the status text if the body is no JSON. */
    readonly status?: unknown;
    readonly details?: readonly { readonly reason?: unknown }[];
  } | null;
}

const CODE = /^[A-Z][A-Z_]+$/;

/** The provider's own error type; `undefined` for errors of the network or the SDK. */
export function toFailure(thrown: unknown): Failure | undefined {
  const error = bodyOf(thrown)?.error;
  if (typeof error !== 'object' || error === null) return undefined;
  return {
    code: typeof error.status === 'string' && CODE.test(error.status) ? error.status : undefined,
    message: typeof error.message === 'string' ? error.message : undefined,
    status: typeof error.code === 'number' ? error.code : undefined,
    class: classOf(error),
  };
}

function bodyOf(thrown: unknown): Body | undefined {
  const { message } = (thrown ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string' || !message.includes('{')) return undefined;
  try {
    return JSON.parse(message.slice(message.indexOf('{'))) as Body;
  } catch {
    return undefined;
  }
}

/** Google calls a wrong key a bad request. */
export function classOf({ details }: NonNullable<Body['error']>): ErrorClass | undefined {
  if (!Array.isArray(details)) return undefined;
  return details.some(({ reason }) => reason === 'API_KEY_INVALID') ? 'auth' : undefined;
}
