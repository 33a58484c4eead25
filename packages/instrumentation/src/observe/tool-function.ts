// Runs a tool of the application for a runner of a package. A step of a promise calls it, which keeps the context of its
// span and has no function of ours on its stack; the runner awaits the result in any case.

import { safely } from '../foundation/safely.ts';
import type { OperationOf } from '../model/operation.ts';
import type { ToolFunction, WatchTool } from '../model/tool-function.ts';
import type { AnyFunction, RunningOperation, Tracing } from '../model/tracing.ts';

/** What makes replacements whose calls are recorded by `tracing`. */
export function toolWatch(tracing: Tracing): WatchTool {
  return (run, tool) => {
    const { name } = run;
    const watched = {
      [name](this: unknown, ...args: unknown[]): unknown {
        const operation = start(tracing, tool, args);
        const self = safely('looking for a receiver', () => tool.self?.(this)) ?? this;
        return runLater(run, self, listOf(args, tool), operation);
      },
    }[name]!;
    Object.defineProperty(watched, 'length', { value: run.length, configurable: true });
    return watched;
  };
}

function start(
  tracing: Tracing,
  tool: ToolFunction,
  args: readonly unknown[],
): RunningOperation | undefined {
  const operation = safely('reading a call of a tool', (): OperationOf<'tool'> =>
    tool.describe(args),
  );
  if (operation === undefined) return undefined;
  return tracing.start(operation, { input: tool.input && (() => tool.input!(args)) });
}

/** No async function: it would have a frame. */
function settled(result: Promise<unknown>, operation: RunningOperation): Promise<unknown> {
  return result.then(
    (toolResult) => {
      operation.end({ output: () => ({ toolResult }) });
      return toolResult;
    },
    (error: unknown) => {
      operation.fail(error);
      throw error;
    },
  );
}

/** A bound function of the language has no frame of its own. */
function runLater(
  run: AnyFunction,
  self: unknown,
  list: ArrayLike<unknown>,
  operation: RunningOperation | undefined,
): Promise<unknown> {
  const call = Reflect.apply.bind(undefined, run, self) as (list: ArrayLike<unknown>) => unknown;
  const begin = (): Promise<unknown> => Promise.resolve(list).then(call);
  return operation === undefined ? begin() : settled(operation.run(begin), operation);
}

/**
 * `args`, whose length is asked for right before the call: a tool that runs beside this one may have stopped the runner
 * since it decided on the call.
 */
function listOf(args: readonly unknown[], tool: ToolFunction): ArrayLike<unknown> {
  const signal = safely('looking for a signal', () => tool.signal?.(args));
  if (signal === undefined || signal.aborted) return args;
  return Object.defineProperty({ ...args } as Record<number, unknown>, 'length', {
    get: () => {
      signal.throwIfAborted();
      return args.length;
    },
  }) as unknown as ArrayLike<unknown>;
}
