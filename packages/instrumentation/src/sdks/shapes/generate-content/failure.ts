// What an error of Google's API says of itself: its message is the body of the response, as JSON, of early clients
// behind `got status: 400 Bad Request.`, where the error has no status of its own.

import type { ErrorClass, Failure } from '../../../model/response.ts';

interface Body {
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    /** The code as a word, such as `RESOURCE_EXHAUSTED`; of a body that is no JSON the status text. */
    readonly status?: unknown;
    readonly details?: readonly { readonly reason?: unknown }[];
  } | null;
}

const CODE = /^[A-Z][A-Z_]+$/;

/** The provider's own word for it; `undefined` for an error of the network, or of the SDK. */
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

/** A wrong key is a bad request to Google. */
function classOf({ details }: NonNullable<Body['error']>): ErrorClass | undefined {
  if (!Array.isArray(details)) return undefined;
  return details.some(({ reason }) => reason === 'API_KEY_INVALID') ? 'auth' : undefined;
}
