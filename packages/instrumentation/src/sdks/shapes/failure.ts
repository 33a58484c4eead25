// An error that a server sends with a success status instead of a response, and what remains of one.

import type { Failure } from '../../model/response.ts';

/** Some clients drop an error that a server sends with a success: what remains has no answer. */
export const NO_ANSWER: Failure = {
  code: 'empty_response',
  message: 'the response has no answer and no reason for that',
};

/** The error in `body`; `undefined` for a body without one. */
export function failureOf(body: unknown): Failure | undefined {
  const { error } = (body ?? {}) as { readonly error?: unknown };
  if (error === undefined || error === null) return undefined;
  const { code, type, message, param } = (
    typeof error === 'object' ? error : { message: error }
  ) as {
    readonly code?: unknown;
    readonly type?: unknown;
    readonly message?: unknown;
    readonly param?: unknown;
  };
  const word = [code, type].find((value) => typeof value === 'string' && value !== '');
  const status = Number(code);
  return {
    code: (word as string | undefined) ?? 'error',
    message: typeof message === 'string' ? message : undefined,
    param: typeof param === 'string' ? param : undefined,
    ...(status >= 400 && status < 600 && { status, code: String(status) }),
  };
}
