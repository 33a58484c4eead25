// Details of an error. Only newer versions have the provider's type on the error itself.

import type { Failure } from '../../model/response.ts';
import { toFailure as toCommonFailure } from '../stainless.ts';

interface ApiError {
  /** The body: `{"type": "error", "error": {"type": "overloaded_error", "message": "..."}}`. */
  readonly error?: { readonly error?: { readonly type?: unknown } | null } | null;
}

/** The provider's own type, such as `overloaded_error`, becomes the code. */
export function toFailure(error: unknown): Failure | undefined {
  const code = ((error ?? {}) as ApiError).error?.error?.type;
  const failure = toCommonFailure(error);
  return typeof code === 'string' ? { ...failure, code } : failure;
}
