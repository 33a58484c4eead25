// tool: the execution of a tool that a model requested.

import { captured } from '../telemetry/content/captured.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { agentAround } from '../telemetry/context/parent.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/** The data of a tool call before the tool runs. */
export interface ToolOptions extends CustomAttributes {
  /** The id of the model's tool call. */
  callId?: string;
  /** An object, or its JSON. Content: recorded only on request. */
  arguments?: unknown;
  description?: string;
  /** Which attempt this is, from 1 on: retries are counted. */
  attempt?: number;
  /** `function` by default. */
  type?: 'function' | 'extension' | 'datastore';
}

/**
 * Runs a tool under a span `execute_tool {name}`. Arguments and results are content, which is
 * recorded only on request.
 *
 * @example
 * const weather = await tool('get_weather', { callId: call.id }, () => getWeather('Paris'));
 */
export const tool = defineHelper<ToolOptions, CustomAttributes>(
  { ...customAttributesOnly, contentOf: (toolResult) => ({ toolResult }) },
  (
    name,
    { callId, description, attempt, type = 'function', attributes, arguments: toolArguments },
  ) => {
    return {
      kind: 'tool',
      operation: 'execute_tool',
      name,
      request: {
        toolType: type,
        toolCallId: callId,
        toolDescription: description,
        ...(attempt !== undefined && { attempt }),
        agentName: agentAround(otelApi()!.context.active())?.agentName,
      },
      attributes,
      content: captured('reading arguments', () => ({ toolArguments })),
    };
  },
);
