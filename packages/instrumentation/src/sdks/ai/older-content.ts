// What is said in the attributes of spans of `ai` 4 to 6, much of it as JSON.

import type { Content } from '../../model/content.ts';
import { toArguments } from '../tool-arguments.ts';
import { toInput, toOutput } from '../shapes/ai-sdk/messages.ts';
import { type Attributes, valueIn } from './older-values.ts';

/** The input of a request. */
export function inputOf(attributes: Attributes): Content {
  const messages = toArguments(valueIn(attributes, 'ai.prompt.messages'));
  const all = (Array.isArray(messages) ? messages : []) as readonly { readonly role?: unknown }[];
  const tools = valueIn(attributes, 'ai.prompt.tools');
  return toInput({
    instructions: all.filter(({ role }) => role === 'system'),
    messages: all.filter(({ role }) => role !== 'system'),
    tools: Array.isArray(tools) ? tools.map(toArguments) : undefined,
  });
}

/** The answer to a request, or the result of a tool. */
export function outputOf(attributes: Attributes, finishReason: string | undefined): Content {
  const toolResult = valueIn(attributes, 'ai.toolCall.result');
  if (toolResult !== undefined) return { toolResult: toArguments(toolResult) };
  const text = valueIn(attributes, 'ai.response.text') ?? valueIn(attributes, 'ai.response.object');
  const reasoning = valueIn(attributes, 'ai.response.reasoning');
  const calls = toArguments(valueIn(attributes, 'ai.response.toolCalls'));
  const content = [
    ...(typeof reasoning === 'string' && reasoning !== ''
      ? [{ type: 'reasoning', text: reasoning }]
      : []),
    ...(typeof text === 'string' && text !== '' ? [{ type: 'text', text }] : []),
    ...(Array.isArray(calls) ? (calls as readonly object[]).map(toCall) : []),
  ];
  return content.length === 0 ? {} : toOutput({ content, finishReason });
}

/** Version 4 calls the input arguments. */
function toCall(call: object): object {
  const { input, args } = call as { readonly input?: unknown; readonly args?: unknown };
  return { ...call, type: 'tool-call', input: toArguments(input ?? args) };
}
