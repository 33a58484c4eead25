// Tools: every one is called through a method of its base class.

import type { Operation } from '../../model/operation.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { beginCall, makeCall, type RunConfig } from './calls.ts';

interface Tool {
  readonly name?: string;
  readonly description?: string;
}
/** A call of a tool by a model. */
interface ToolCall {
  readonly type?: unknown;
  readonly id?: string;
  readonly args?: unknown;
}
interface Config extends RunConfig {
  readonly toolCall?: ToolCall;
}

/** Around `call`. */
export function calling(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [given] = args;
      const config = configOf(args[1]);
      const call = tracing.attempt('langchain: a tool', () =>
        beginCall(tracing, operationOf(this as Tool, given, config), config, {
          input: () => ({ toolArguments: isToolCall(given) ? given.args : given }),
        }),
      );
      return makeCall(tracing, call, {
        original,
        self: this,
        args,
        ending: (result) => ({ output: () => ({ toolResult: resultOf(result) }) }),
        signal: config.signal,
      });
    };
}

function operationOf({ name, description }: Tool, given: unknown, config: Config): Operation {
  const { toolCall, configurable } = config;
  // Older versions have it there.
  const { tool_call_id: older } = (configurable ?? {}) as { readonly tool_call_id?: string };
  const toolCallId = (isToolCall(given) ? given : toolCall)?.id ?? older;
  const request = { toolType: 'function', toolCallId, toolDescription: description };
  return { kind: 'tool', operation: 'execute_tool', name, request };
}

/** It may be callbacks alone: a list of handlers, or their manager. */
function configOf(config: unknown): Config {
  if (typeof config !== 'object' || config === null) return {};
  return Array.isArray(config) || 'name' in config ? { callbacks: config } : config;
}

function isToolCall(given: unknown): given is ToolCall {
  return typeof given === 'object' && given !== null && (given as ToolCall).type === 'tool_call';
}

/** Of a message for the model, what it says. */
function resultOf(result: unknown): unknown {
  const isMessage = typeof result === 'object' && result !== null && 'tool_call_id' in result;
  return isMessage ? (result as { readonly content?: unknown }).content : result;
}
