// Classifies errors: a closed set, the same for every provider, next to the open
// `error.type`. Errors belong to the application: every read may throw.

import type { Outcome } from '../../model/operation.ts';
import type { ErrorClass, Failure } from '../../model/response.ts';

export type { ErrorClass } from '../../model/response.ts';
import { readProperty } from '../../foundation/read-property.ts';

/** HTTP statuses with another meaning than the rest of their hundred. */
const STATUSES: Readonly<Record<number, ErrorClass>> = {
  401: 'auth',
  403: 'auth',
  408: 'timeout',
  429: 'rate_limit',
  499: 'abort',
  504: 'timeout',
};

/** Longer texts are no codes or names. */
const MAX_LENGTH = 256;

/** Common parts of codes and class names, the most specific first. */
const WORDS: readonly (readonly [RegExp, ErrorClass])[] = [
  [/time_?d?_?out/i, 'timeout'],
  [/rate_?limit|quota|throttl|billing/i, 'rate_limit'],
  [/abort|cancell?ed/i, 'abort'],
  [/auth|permission|api_key|forbidden/i, 'auth'],
  [/^(ECONN|ENOTFOUND|EAI_|EPIPE|EHOST|ENET|UND_ERR_)|connection|certificate|_TLS_/i, 'connection'],
  [/syntax|parse|FinishReason|ZodError/i, 'parse'],
  [/server_?error|overloaded|api_error|unavailable|^internal/i, 'server'],
  [
    /invalid|not_?found|bad_?request|unprocessable|unsupported|context_length|too_large/i,
    'invalid_request',
  ],
];

/** The class of `error`: from the HTTP status, else its code, its class and those of its cause. */
export function errorClass(error: unknown, outcome: Outcome, failure?: Failure): ErrorClass {
  if (outcome === 'aborted') return 'abort';
  if (failure?.class !== undefined) return failure.class;
  const status = failure?.status ?? readProperty(error, 'status');
  if (typeof status === 'number') {
    const kind = STATUSES[status] ?? byHundred(status);
    if (kind !== undefined) return kind;
  }
  const cause = readProperty(error, 'cause');
  // An SDK's error for any signal does not tell whether the signal was a deadline.
  if (readProperty(cause, 'name') === 'TimeoutError') return 'timeout';
  return byWords(failure) ?? byWords(error) ?? byWords(cause) ?? 'unknown';
}

function byHundred(status: number): ErrorClass | undefined {
  if (status >= 500 && status < 600) return 'server';
  return status >= 400 && status < 500 ? 'invalid_request' : undefined;
}

function byWords(error: unknown): ErrorClass | undefined {
  const texts = [
    readProperty(error, 'code'),
    readProperty(error, 'name'),
    readProperty(readProperty(error, 'constructor'), 'name'),
  ]
    .filter((text) => typeof text === 'string')
    .map((text) => text.slice(0, MAX_LENGTH));
  for (const text of texts) {
    const found = WORDS.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return found[1];
  }
  return undefined;
}
