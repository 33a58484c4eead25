// What an error is called in telemetry. Errors are the application's: every read may throw.

import { ERROR_TYPE_OTHER } from './vocabulary.ts';

/** Codes are identifiers; anything else would make a metric's cardinality unbounded. */
const IDENTIFIER = /^[\w.:-]{1,64}$/;

/** `error.type`: the provider's error code, else the HTTP status, else the class, else `_OTHER`. */
export function errorType(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ERROR_TYPE_OTHER;
  const code = read(error, 'code');
  if (typeof code === 'string' && IDENTIFIER.test(code)) return code;
  const status = read(error, 'status');
  if (typeof status === 'number' && Number.isInteger(status)) return String(status);
  const name = read(read(error, 'constructor'), 'name');
  if (typeof name === 'string' && name !== 'Object' && IDENTIFIER.test(name)) return name;
  return ERROR_TYPE_OTHER;
}

/** The message of an error, if it has one. */
export function errorMessage(error: unknown): string | undefined {
  const message = typeof error === 'string' ? error : read(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** What an error is in the words of an exception event; a failure that was never thrown has no type. */
export function exceptionOf(error: unknown): {
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly stack: string | undefined;
} {
  const name = read(read(error, 'constructor'), 'name');
  const stack = read(error, 'stack');
  return {
    type: typeof name === 'string' && name !== 'Object' ? name : undefined,
    message: errorMessage(error),
    stack: typeof stack === 'string' ? stack : undefined,
  };
}

function read(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
