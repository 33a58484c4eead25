// The items of the Responses API and of Realtime conversations. Each item of a request is a message;
// the items of a response are parts of one message.

import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type {
  ResponseInputItem,
  ResponseItem,
  ResponseOutputItem,
} from 'openai/resources/responses/responses';
import type { Message, Part } from '../../../model/content.ts';
import { toGeneric, toParts, withoutOpaque } from '../../content-parts.ts';
import { toArguments } from '../../tool-arguments.ts';
import { type ItemContent, toContentPart, toImage } from './parts.ts';
import { isServerItem, toServerParts } from './server-items.ts';
import { toToolDefinitions } from '../tool-definitions.ts';

/** An item of a request, a response or a conversation. */
export type AnyItem = ResponseInputItem | ResponseOutputItem | ResponseItem | ConversationItem;

/** Converts a request item to a message; none if all of it is only for the provider. */
export function toItemMessages(item: AnyItem): Message[] {
  const parts = toParts([item], toItemParts);
  if ('role' in item) return [{ role: item.role, parts }];
  return parts.length === 0 ? [] : [{ role: toRole(item), parts }];
}

/** The default role of an item: the model, unless the application answers it. */
function toRole(item: AnyItem): string {
  const { type = 'item_reference' } = item;
  if (type === 'item_reference' || type === 'compaction_trigger') return 'user';
  const isAnswer = type === 'mcp_approval_response' || type?.endsWith('_output') === true;
  return isAnswer && !isServerItem(item) ? 'tool' : 'assistant';
}

/** The message parts of an item. */
export function toItemParts(item: AnyItem): Part | Part[] {
  if (isServerItem(item)) return toServerParts(item);
  switch (item.type) {
    case 'function_call':
      return toCall(item.name, item.call_id ?? item.id, toArguments(item.arguments));
    case 'custom_tool_call':
      return toCall(item.name, item.call_id, item.input);
    case 'computer_call':
      return toCall('computer', item.call_id, { action: item.action, actions: item.actions });
    case 'local_shell_call':
      return toCall('local_shell', item.call_id, item.action);
    case 'shell_call':
      return toCall('shell', item.call_id, item.action);
    case 'apply_patch_call':
      return toCall('apply_patch', item.call_id, item.operation);
    case 'tool_search_call':
      return toCall('tool_search', item.call_id ?? item.id, item.arguments);
    case 'mcp_approval_request': {
      const { server_label, name } = item;
      const asked = { server_label, name, arguments: toArguments(item.arguments) };
      return toCall('mcp_approval', item.id, asked);
    }
    case 'function_call_output':
    case 'custom_tool_call_output':
      return toResponse(item.call_id, toOutput(item.output));
    case 'computer_call_output':
      return toResponse(item.call_id, toImage(item.output) ?? toGeneric(item.output));
    case 'local_shell_call_output':
      return toResponse((item as { call_id?: string }).call_id ?? item.id, item.output);
    case 'shell_call_output':
      return toResponse(item.call_id, item.output);
    case 'apply_patch_call_output':
      return toResponse(item.call_id, { status: item.status, output: item.output });
    case 'tool_search_output':
      return toResponse(item.call_id ?? item.id, { tools: toToolDefinitions(item.tools) });
    case 'mcp_approval_response':
      return toResponse(item.approval_request_id, { approve: item.approve, reason: item.reason });
    case 'reasoning':
      return [...(item.summary ?? []), ...(item.content ?? [])]
        .filter(({ text }) => text)
        .map(({ text }) => ({ type: 'reasoning', content: text }));
    case 'compaction':
      return { type: 'compaction', id: item.id ?? undefined };
    case 'additional_tools':
      return toGeneric({ tools: toToolDefinitions(item.tools) }, item.type);
    default:
      return toOtherParts(item);
  }
}

/** Messages, whose type is optional, and items with a missing or unknown type. */
function toOtherParts(item: Exclude<AnyItem, { type: 'reasoning' }>): Part | Part[] {
  if ('role' in item && 'content' in item) {
    return toParts<ItemContent>(item.content as string | ItemContent[], toContentPart);
  }
  return toGeneric(item, item.type ?? 'item_reference');
}

function toCall(name: string, id: string | null | undefined, given: unknown): Part {
  return { type: 'tool_call', name: name ?? 'unknown', id: id ?? undefined, arguments: given };
}

function toResponse(id: string | null | undefined, response: unknown): Part {
  const known = response === undefined ? null : withoutOpaque(response);
  return { type: 'tool_call_response', id: id ?? undefined, response: known };
}

function toOutput(output: string | ItemContent[]): unknown {
  return Array.isArray(output) ? toParts(output, toContentPart) : output;
}
