// How telemetry names an error. Errors are the application's: every read may throw.

import { readProperty } from '../../foundation/safely.ts';
import { OTHER, shaped } from '../../content/shaped.ts';
import type { Thrown } from '../operation.ts';

/** `error.type`: the provider's error code, else the HTTP status, else the class, else `_OTHER`. */
export function errorType({ error, failure }: Thrown): string {
  const code = failure?.code ?? readProperty(error, 'code');
  const word = wordOf(code);
  if (word !== undefined) return word;
  const status = failure?.status ?? readProperty(error, 'status');
  if (typeof status === 'number' && Number.isInteger(status)) return String(status);
  if (typeof error !== 'object' || error === null) return OTHER;
  return className(error) ?? OTHER;
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
  return name === 'Object' ? undefined : wordOf(name);
}

/** Codes and classes are words; other values would make a metric's cardinality unbounded. */
function wordOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const word = shaped(value, 'word');
  return word === OTHER ? undefined : word;
}
