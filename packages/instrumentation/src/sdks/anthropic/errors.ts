// Details of an error. Only newer versions have the provider's type on the error itself.

import type { Failure } from '../../model/response.ts';

interface ApiError {
  readonly message?: string;
  /** The body: `{"type": "error", "error": {"type": "overloaded_error", "message": "..."}}`. */
  readonly error?: { readonly error?: { readonly type?: unknown } | null } | null;
}

/** The provider's own type, such as `overloaded_error`; `undefined` if it sent none. */
export function toFailure(error: unknown): Failure | undefined {
  const { error: body, message } = (error ?? {}) as ApiError;
  const code = body?.error?.type;
  return typeof code === 'string' ? { code, message } : undefined;
}
