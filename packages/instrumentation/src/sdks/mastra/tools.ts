// Mastra's tools: of each, an agent is given a function that checks the arguments and runs it.

import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { failWith } from './failures.ts';
import { isBridged, type Mastra } from './observability.ts';

/** What is known of a tool that an agent has. */
interface Known {
  readonly name?: string;
  readonly description?: string;
  readonly mastra?: Mastra;
}

/** Of the class that makes the functions. */
export const tools: SubscribeTarget = {
  kind: 'subscribe',
  name: 'CoreToolBuilder',
  isLocal: true,
  install(locals, tracing) {
    const { CoreToolBuilder: found } = locals as { readonly CoreToolBuilder?: unknown };
    if (typeof found !== 'function') return;
    tracing.replace(found.prototype as object, 'createExecute', making(tracing));
  },
};

function making(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const execute = original.apply(this, args) as (...given: unknown[]) => Promise<unknown>;
      const known = (args[1] ?? {}) as Known;
      return (given: unknown, context: unknown) => {
        const call = (): Promise<unknown> => execute(given, context);
        return executed(tracing, known, given, context, call);
      };
    };
}

function executed(
  tracing: Tracing,
  { name, description: toolDescription, mastra }: Known,
  given: unknown,
  context: unknown,
  call: () => Promise<unknown>,
): Promise<unknown> {
  const running = tracing.attempt('mastra: a tool', () => {
    if (isBridged(mastra)) return undefined;
    const { toolCallId } = (context ?? {}) as { readonly toolCallId?: string };
    const request = { toolType: 'function', toolCallId, toolDescription };
    return tracing.start(
      { kind: 'tool', operation: 'execute_tool', name, request },
      { input: () => ({ toolArguments: given }) },
    );
  });
  if (running === undefined) return call();
  return running.run(call).then(
    (result) => {
      running.end({ output: () => ({ toolResult: result }) });
      return result;
    },
    (error: unknown) => {
      tracing.attempt('mastra: an error', () => failWith(running, error));
      throw error;
    },
  );
}
