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

function read(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
