// Asks an adapter for the content of a call, if content is recorded at all, and copies it.

import { isCaptured } from '../content/capture.ts';
import { toPlain } from '../content/plain.ts';
import type { AnyMethod } from './adapter.ts';
import type { Content } from './content.ts';
import { safely } from './safely.ts';

/** What is said to the model. */
export function inputOf(method: AnyMethod, params: unknown, second: unknown): Content | undefined {
  return captured('reading an input', () => method.input?.(params, second));
}

/** What the model says in `result`, which may be what the chunks of a stream add up to. */
export function outputOf(method: AnyMethod, result: unknown): Content | undefined {
  if (result === undefined) return undefined;
  return captured('reading an output', () => method.output?.(result));
}

/** What the chunks of a stream add up to with `chunk`, in the shape of an unstreamed result. */
export function assembled(method: AnyMethod, into: unknown, chunk: unknown): unknown {
  if (method.assemble === undefined || !isCaptured()) return undefined;
  try {
    return method.assemble(into, chunk) ?? into;
  } catch {
    // Of an unknown shape.
    return into;
  }
}

/** The content that `read` returns, as a copy. */
export function captured(what: string, read: () => Content | undefined): Content | undefined {
  return isCaptured() ? safely(what, () => toPlain(read()) as Content | undefined) : undefined;
}
