// The content of LangChain's messages, in the shapes of the conventions.

import type { Content, Message, OutputMessage, Part } from '../../model/content.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../content-parts.ts';
import { modalityOf, toBlob, toMedia } from '../data-url.ts';
import { toFinishReason } from '../shapes/finish-reason.ts';
import { toToolDefinitions } from '../shapes/tool-definitions.ts';
import type { CallOptions } from './model-request.ts';
import {
  type Answer,
  finishReasonOf,
  type Generation,
  type ModelMessage,
} from './model-response.ts';

type AnyPart = Readonly<Record<string, unknown>>;

interface ToolCall {
  readonly id?: string;
  readonly name: string;
  readonly args?: unknown;
}
/** What all classes of messages have. */
interface AnyMessage {
  readonly role?: unknown;
  readonly type?: unknown;
  readonly content?: unknown;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
  _getType?(): unknown;
}

/** By the types of messages. */
const ROLES: Readonly<Record<string, string>> = { human: 'user', ai: 'assistant' };
/** Calls of tools are among the parts of a message, and once more beside them. */
const CALLS: ReadonlySet<unknown> = new Set([
  'tool_use',
  'tool_call',
  'functionCall',
  'input_json_delta',
]);

/** What a model is asked: a text, messages, or a template's value that makes them. */
export function toInput(asked: unknown, { tools }: CallOptions): Content {
  const { toChatMessages } = (asked ?? {}) as { toChatMessages?(): unknown };
  const messages = typeof toChatMessages === 'function' ? toChatMessages.call(asked) : asked;
  return {
    inputMessages: toMessages([messages].flat().map(plain), toMessage),
    toolDefinitions: toToolDefinitions(Array.isArray(tools) ? tools : undefined),
  };
}

/** What it has answered. */
export function toOutput({ generations = [] }: Answer): Content {
  return { outputMessages: toMessages(generations.flat(), toChoice) };
}

/** The data of a message, which may be a text, or a pair of a role and a text. */
function plain(message: unknown): AnyMessage {
  if (typeof message === 'string') return { role: 'user', content: message };
  if (Array.isArray(message)) return { role: roleOf(message[0]), content: message[1] as unknown };
  const { role, type, content, tool_calls: calls, tool_call_id: id } = message as AnyMessage;
  const kind = role ?? (message as AnyMessage)._getType?.() ?? type;
  return {
    role: roleOf(kind),
    content,
    ...(calls !== undefined && { tool_calls: calls }),
    ...(id !== undefined && { tool_call_id: id }),
  };
}

function roleOf(kind: unknown): string {
  return typeof kind === 'string' ? (ROLES[kind] ?? kind) : 'unknown';
}

function toMessage({ role, content, tool_calls: calls, tool_call_id: id }: AnyMessage): Message {
  const parts: Part[] =
    id === undefined
      ? toAllParts(content, calls)
      : [{ type: 'tool_call_response', id, response: content }];
  return { role: String(role), parts };
}

function toChoice(generation: Generation): OutputMessage {
  const { message, text } = generation;
  const { content, tool_calls: calls } = (message ?? {}) as ModelMessage & AnyMessage;
  const parts = message === undefined ? toTextParts(text) : toAllParts(content, calls);
  return { role: 'assistant', parts, finish_reason: toFinishReason(finishReasonOf(generation)) };
}

function toAllParts(content: unknown, calls: readonly ToolCall[] | undefined): Part[] {
  const said = toParts(content as string | readonly AnyPart[], toPart);
  return [
    ...said,
    ...(calls ?? []).map(({ id, name, args }): Part => ({
      type: 'tool_call',
      id,
      name,
      arguments: args,
    })),
  ];
}

function toPart(part: AnyPart): Part | readonly Part[] {
  const { type } = part;
  if (typeof part === 'string') return toTextParts(part);
  if (CALLS.has(type)) return [];
  switch (type) {
    case 'text':
      return toTextParts(part['text'] as string);
    case 'reasoning':
    case 'thinking':
      return {
        type: 'reasoning',
        content: String(part['reasoning'] ?? part['thinking'] ?? part['text'] ?? ''),
      };
    case 'image_url': {
      const image = part['image_url'];
      const url = typeof image === 'string' ? image : (image as { readonly url: string }).url;
      return toMedia(url, 'image');
    }
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return toFile(part, type);
    default:
      return toGeneric(part);
  }
}

function toFile(part: AnyPart, type: string): Part {
  const { url, data } = part;
  const mimeType = (part['mimeType'] ?? part['mime_type']) as string | undefined;
  const modality = modalityOf(mimeType) ?? (type === 'file' ? 'document' : type);
  if (typeof url === 'string') return toMedia(url, modality);
  return typeof data === 'string' ? toBlob(data, { modality, mimeType }) : toGeneric(part);
}
