// Functions of the application that a runner of a package calls as tools of a model.

import type { Content } from './content.ts';
import type { OperationOf } from './operation.ts';
import type { AnyFunction } from './tracing.ts';

/** What is known of such a function. `args` are those of one call. */
export interface ToolFunction {
  /** The operation of a call. */
  describe(args: readonly unknown[]): OperationOf<'tool'>;
  /** Called only if content is recorded. */
  input?(args: readonly unknown[]): Content;
  /** What `this` is without us, if the runner calls the function on a copy that `watch` is a part of. */
  self?(self: unknown): unknown;
  /** The signal that keeps a runner from calls which have not begun. */
  signal?(args: readonly unknown[]): AbortSignal | undefined;
}

/**
 * Returns the function that a runner calls instead of `run`: it has the same name, length and result, and no function of
 * ours is on the stack while `run` runs. The runner must await the result.
 */
export type WatchTool = (run: AnyFunction, tool: ToolFunction) => AnyFunction;
