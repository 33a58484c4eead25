// Mastra's tools: of each, an agent is given a function that checks the arguments and runs it.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { ofClass } from './classes.ts';
import { failWith } from './failures.ts';
import { areFilesMet, noteFiles } from './files.ts';
import { isBridged, type Mastra } from './observability.ts';

/** What is known of a tool that an agent has. */
interface Known {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly mastra?: Mastra | undefined;
}

/** Of the class that makes the functions, which a bundle does not hand over. */
const builder = ofClass('CoreToolBuilder', (prototype, tracing) => {
  noteFiles();
  tracing.replace(prototype, 'createExecute', making(tracing));
});

/** Of the class of agents, in a bundle: each gets its tools together before it runs. */
const ofAgents = ofClass('Agent', (prototype, tracing) => {
  if (!areFilesMet()) tracing.replace(prototype, 'formatTools', gathering(tracing));
});

/** Of both. */
export const tools = [builder, ofAgents];

type Execute = (given: unknown, context: unknown) => Promise<unknown>;

function making(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const execute = original.apply(this, args) as Execute;
      return traced(tracing, (args[1] ?? {}) as Known, execute);
    };
}

/** What an agent has got together. */
interface Gathered {
  readonly description?: string;
  readonly execute?: Execute;
}

function gathering(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const gathered = original.apply(this, args) as Readonly<Record<string, Gathered>>;
      const mastra = (this as { getMastraInstance?(): Mastra | undefined }).getMastraInstance?.();
      const all = Object.entries(gathered).map(([name, tool]) => {
        const { description, execute } = tool;
        if (typeof execute !== 'function') return [name, tool];
        const known = { name, description, mastra };
        return [name, { ...tool, execute: traced(tracing, known, execute.bind(tool)) }];
      });
      return Object.fromEntries(all);
    };
}

function traced(tracing: Tracing, known: Known, execute: Execute): Execute {
  return (given, context) =>
    executed(tracing, known, given, context, () => execute(given, context));
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
