// What an error is called in telemetry. Errors are the application's: every read may throw.

import { ERROR_TYPE_OTHER } from './vocabulary.ts';

/** Codes are identifiers; anything else would make a metric's cardinality unbounded. */
const IDENTIFIER = /^[\w.:-]{1,64}$/;

/** `error.type`: the provider's error code, else the HTTP status, else the class, else `_OTHER`. */
export function errorType(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ERROR_TYPE_OTHER;
  const code = readProperty(error, 'code');
  if (typeof code === 'string' && IDENTIFIER.test(code)) return code;
  const status = readProperty(error, 'status');
  if (typeof status === 'number' && Number.isInteger(status)) return String(status);
  const name = readProperty(readProperty(error, 'constructor'), 'name');
  if (typeof name === 'string' && name !== 'Object' && IDENTIFIER.test(name)) return name;
  return ERROR_TYPE_OTHER;
}

/** The message of an error, if it has one. */
export function errorMessage(error: unknown): string | undefined {
  const message = typeof error === 'string' ? error : readProperty(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** What an error is in the words of an exception event; a failure that was never thrown has no type. */
export function exceptionOf(error: unknown): {
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly stack: string | undefined;
} {
  const name = readProperty(readProperty(error, 'constructor'), 'name');
  const stack = readProperty(error, 'stack');
  return {
    type: typeof name === 'string' && name !== 'Object' ? name : undefined,
    message: errorMessage(error),
    stack: typeof stack === 'string' ? stack : undefined,
  };
}

/** A property of something that may not have it; `undefined` where reading it throws. */
export function readProperty(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
