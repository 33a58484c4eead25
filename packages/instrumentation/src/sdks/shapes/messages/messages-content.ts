// The content of messages.create: system, messages, tools and the response in the conventions' shapes.

import type {
  BetaMessage,
  BetaMessageParam,
  BetaToolUnion,
} from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type {
  Message as AnthropicMessage,
  MessageCreateParams,
  MessageParam,
  ToolUnion,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { Content, Message, ToolDefinition } from '../../../model/content.ts';
import { toMessages, toParts } from '../../content-parts.ts';
import { type AnyBlock, toBlockParts } from './content-blocks.ts';
import { toFinishReason } from '../stop-reason.ts';

/** A request's content. */
interface Params {
  readonly system?: MessageCreateParams['system'];
  readonly messages: readonly (MessageParam | BetaMessageParam)[];
  readonly tools?: readonly (ToolUnion | BetaToolUnion)[] | undefined;
}

/** The instructions, messages and tools of a request. */
export function input({ system, messages, tools }: Params): Content {
  return {
    systemInstructions: toParts<AnyBlock>(system, toBlockParts),
    inputMessages: toMessages(messages, toMessage),
    toolDefinitions: Array.isArray(tools) ? tools.filter(Boolean).map(toToolDefinition) : undefined,
  };
}

/** The response; none if the model has not generated content yet. */
export function output({ role, content, stop_reason }: AnthropicMessage | BetaMessage): Content {
  const parts = toParts<AnyBlock>(Object.values(content ?? []), toBlockParts);
  const finishReason = toFinishReason(stop_reason);
  if (parts.length === 0 && finishReason === undefined) return {};
  return { outputMessages: [{ role, parts, finish_reason: finishReason ?? 'error' }] };
}

function toMessage({ role, content }: MessageParam | BetaMessageParam): Message {
  return { role, parts: toParts<AnyBlock>(content, toBlockParts) };
}

/** Tools of the application are functions; others are told by their type. */
function toToolDefinition(tool: ToolUnion | BetaToolUnion): ToolDefinition {
  if ('input_schema' in tool) {
    const { name, description, input_schema: parameters } = tool;
    return { type: 'function', name, description, parameters };
  }
  const type = tool.type ?? 'custom';
  if ('name' in tool) return { type, name: tool.name };
  return { type, name: 'mcp_server_name' in tool ? tool.mcp_server_name : type };
}
