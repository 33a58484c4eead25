// How telemetry names an error. Errors are the application's: every read may throw.

import { readProperty } from '../../foundation/safely.ts';
import type { Thrown } from '../operation.ts';
import { ERROR_TYPE_OTHER } from './vocabulary.ts';

/** Codes are identifiers; other values would make a metric's cardinality unbounded. */
const IDENTIFIER = /^[\w.:-]{1,64}$/;

/** `error.type`: the provider's error code, else the HTTP status, else the class, else `_OTHER`. */
export function errorType({ error, failure }: Thrown): string {
  const code = failure?.code ?? readProperty(error, 'code');
  if (typeof code === 'string' && IDENTIFIER.test(code)) return code;
  const status = failure?.status ?? readProperty(error, 'status');
  if (typeof status === 'number' && Number.isInteger(status)) return String(status);
  if (typeof error !== 'object' || error === null) return ERROR_TYPE_OTHER;
  return className(error) ?? ERROR_TYPE_OTHER;
}

/** The message of an error, if it has one. */
export function errorMessage({ error, failure }: Thrown): string | undefined {
  const message =
    failure?.message ?? (typeof error === 'string' ? error : readProperty(error, 'message'));
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The attributes of an exception event; a failure that was never thrown has no type. */
export function exceptionOf(thrown: Thrown): {
  readonly type: string | undefined;
  readonly message: string | undefined;
  readonly stack: string | undefined;
} {
  const stack = readProperty(thrown.error, 'stack');
  return {
    type: className(thrown.error),
    message: errorMessage(thrown),
    stack: typeof stack === 'string' ? stack : undefined,
  };
}

/** All platform errors share one class: their name identifies them, such as `TimeoutError`. */
function className(error: unknown): string | undefined {
  const ofClass = readProperty(readProperty(error, 'constructor'), 'name');
  const name = ofClass === 'DOMException' ? readProperty(error, 'name') : ofClass;
  return typeof name === 'string' && name !== 'Object' && IDENTIFIER.test(name) ? name : undefined;
}
