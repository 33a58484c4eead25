// tool: the execution of a tool that a model asked for.

import { captured } from '../telemetry/content/captured.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { agentAround } from '../telemetry/context/parent.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/** What is known of a tool call before the tool runs. */
export interface ToolOptions extends CustomAttributes {
  /** The id that the model gave to its tool call. */
  callId?: string;
  /** An object, or its JSON. Content: recorded only where it is asked for. */
  arguments?: unknown;
  description?: string;
  /** `function` by default. */
  type?: 'function' | 'extension' | 'datastore';
}

/**
 * Runs a tool under a span `execute_tool {name}`. Arguments and results are content: they are
 * recorded only where that is asked for.
 *
 * @example
 * const weather = await tool('get_weather', { callId: call.id }, () => getWeather('Paris'));
 */
export const tool = defineHelper<ToolOptions, CustomAttributes>(
  { ...customAttributesOnly, contentOf: (toolResult) => ({ toolResult }) },
  (name, { callId, description, type = 'function', attributes, arguments: toolArguments }) => {
    return {
      kind: 'tool',
      operation: 'execute_tool',
      name,
      request: {
        toolType: type,
        toolCallId: callId,
        toolDescription: description,
        agentName: agentAround(otelApi()!.context.active())?.agentName,
      },
      attributes,
      content: captured('reading arguments', () => ({ toolArguments })),
    };
  },
);
