// The tools of `runTools`: their functions are replaced in copies of the tools, which only the runner sees.

import { isDeepStrictEqual } from 'node:util';
import type { ChatCompletionMessageFunctionToolCall } from 'openai/resources/chat/completions';
import type { Helper } from '../../model/target.ts';
import type { ToolFunction, WatchTool } from '../../model/tool-function.ts';
import type { AnyFunction } from '../../model/tracing.ts';
import { toArguments } from '../tool-arguments.ts';

type ToolCall = Pick<ChatCompletionMessageFunctionToolCall, 'id' | 'type' | 'function'>;

/** The parts of a runner that we use: the second argument of every function. */
interface Runner {
  readonly controller?: { readonly signal?: AbortSignal };
  readonly messages?: readonly { readonly tool_calls?: readonly ToolCall[] | null }[];
}

interface Definition {
  readonly name?: string;
  readonly description?: string;
  readonly function?: AnyFunction;
  readonly parse?: AnyFunction;
}

interface RunnableTool {
  readonly function?: Definition;
  /** The function of a tool that a helper of the package makes of a schema. */
  readonly $callback?: AnyFunction;
}

/** `runTools` of a resource. */
export const RUN_TOOLS: Helper = {
  tools([params, ...rest], watch) {
    const { tools } = (params ?? {}) as { readonly tools?: unknown };
    if (!Array.isArray(tools)) return undefined;
    const copies = tools.map((tool: RunnableTool) => copyOf(tool, watch));
    return [copyWith(params as object, { tools: copies }), ...rest];
  },
};

function copyOf(tool: RunnableTool, watch: WatchTool): RunnableTool {
  const { function: definition, $callback: callback } = tool;
  if (typeof callback === 'function') {
    return copyWith(tool, { $callback: watchedCallback(callback, definition, watch) });
  }
  const run = definition?.function;
  if (typeof run !== 'function' || definition === undefined) return tool;
  const watched = watch(run, {
    ...facts(definition, run),
    self: (self) => (self === copy ? definition : self),
  });
  const { parse } = definition;
  // A bound function has no frame of its own.
  const own = typeof parse === 'function' ? { parse: parse.bind(definition) } : {};
  const copy = copyWith(definition, { function: watched, ...own });
  return copyWith(tool, { function: copy });
}

/** The runner makes a definition of its own, on which it calls the function. */
function watchedCallback(
  callback: AnyFunction,
  definition: Definition | undefined,
  watch: WatchTool,
): AnyFunction {
  let bare: Definition | undefined;
  return watch(callback, {
    ...facts(definition, callback),
    self: (self) => (bare ??= { ...(self as Definition), function: callback }),
  });
}

function facts(definition: Definition | undefined, run: AnyFunction): ToolFunction {
  const name = definition?.name || run.name;
  let current: ToolCall | undefined;
  return {
    describe(args) {
      current = callOf(name, args);
      return {
        kind: 'tool',
        operation: 'execute_tool',
        name,
        request: {
          toolType: 'function',
          toolCallId: current?.id,
          toolDescription: definition?.description,
        },
      };
    },
    // Called before anything else is described.
    input: ([given]) => ({ toolArguments: toArguments(current?.function.arguments ?? given) }),
    signal: ([, runner]) => (runner as Runner | undefined)?.controller?.signal,
  };
}

/** The calls whose tools have been run. */
const known = new WeakSet<ToolCall>();

/** The model's call that a function is called for. */
function callOf(name: string, [given, runner]: readonly unknown[]): ToolCall | undefined {
  const { messages } = (runner ?? {}) as Runner;
  const asked = messages?.findLast((message) => message.tool_calls?.length);
  const calls = asked?.tool_calls?.filter(
    (call) => call.type === 'function' && call.function.name === name && !known.has(call),
  );
  if (calls === undefined || calls.length === 0) return undefined;
  const call = calls.length > 1 ? (calls.find((one) => isOf(one, given)) ?? calls[0]!) : calls[0]!;
  known.add(call);
  return call;
}

/** Functions that are called at the same time may come in any order. */
function isOf({ function: { arguments: text } }: ToolCall, given: unknown): boolean {
  return text === given || isDeepStrictEqual(toArguments(text), given);
}

/** A copy of `whole`, getters and class included, with `parts` in place of its own. */
function copyWith<T extends object>(whole: T, parts: Partial<T>): T {
  const properties = Object.getOwnPropertyDescriptors<object>(whole) as PropertyDescriptorMap;
  for (const [key, value] of Object.entries(parts)) {
    const enumerable = properties[key]?.enumerable ?? true;
    properties[key] = { value, enumerable, configurable: true, writable: true };
  }
  return Object.create(Object.getPrototypeOf(whole) as object | null, properties) as T;
}
