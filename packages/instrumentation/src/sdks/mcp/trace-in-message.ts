// Puts the trace into a copy of a message, where the protocol has reserved names for it (SEP-414).

import type { Message } from './wire.ts';

const NAMES = ['traceparent', 'tracestate'] as const;

/**
 * `args` with a copy of the message at `at` that carries the trace; `undefined` if it stays as it is: the
 * application has put a trace there, or has an object of its own that a copy would not equal.
 */
export function withTrace(
  args: readonly unknown[],
  at: number,
  traceContext: () => Readonly<Record<string, string>>,
): unknown[] | undefined {
  const message = args[at] as Message;
  const { params } = message;
  if (!isCopyable(message) || (params !== undefined && !isCopyable(params))) return undefined;
  const { _meta: meta } = (params ?? {}) as { readonly _meta?: unknown };
  if (meta !== undefined && !isCopyable(meta)) return undefined;
  if (meta !== undefined && NAMES.some((name) => name in meta)) return undefined;
  const trace = traceContext();
  if (Object.keys(trace).length === 0) return undefined;
  // What is there wins: the application may send a baggage of its own.
  return args.with(at, { ...message, params: { ...params, _meta: { ...trace, ...meta } } });
}

/** A plain object, which JSON shows as it is. */
function isCopyable(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  // A getter may say something else each time.
  return Object.keys(value).every((key) => 'value' in Object.getOwnPropertyDescriptor(value, key)!);
}
