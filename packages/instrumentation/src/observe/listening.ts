// Packages that run their model themselves: they hand the answer out in callbacks of the caller, and return what there
// is when the caller stops them.

import { safely } from '../foundation/safely.ts';
import type { AnyMethod, Call } from '../model/method.ts';

/** What an adapter keeps of a call for its output, and what it knows from before. */
export interface Known {
  readonly kept?: unknown;
  readonly before?: unknown;
}

/** Of most calls: one object for all of them. */
export const NOTHING_KNOWN: Known = {};

/** The parts of an invocation that matter here. */
interface Watched {
  readonly method: AnyMethod;
  readonly known: Known;
  chunk(chunk: unknown): boolean;
}

/** The arguments of `call`, or copies that tell `watched` of each chunk before the caller gets it. */
export function listening({ self, args }: Call, watched: Watched): readonly unknown[] {
  const { method, known } = watched;
  if (method.listen === undefined) return args;
  const heard = (chunk: unknown): void => void watched.chunk(chunk);
  return (
    safely('changing arguments', () => method.listen!({ self, args }, heard, known.before)) ?? args
  );
}

/** Whether the caller has stopped the call that returned `result`. */
export function isStopped(result: unknown, { method, known }: Watched): boolean {
  if (method.isStopped === undefined) return false;
  return safely('reading a response', () => method.isStopped!(result, known.before)) === true;
}
