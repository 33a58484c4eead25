// The content of the AI SDK's messages, in the shapes of the conventions.

import type { Content, Message, Part } from '../../../model/content.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../../content-parts.ts';
import { modalityOf, toBlob, toMedia } from '../../data-url.ts';
import { toFinishReason } from '../finish-reason.ts';
import { toToolDefinitions } from '../tool-definitions.ts';

/** What a model is asked. */
interface Asked {
  readonly instructions?: unknown;
  readonly messages?: unknown;
  readonly tools?: unknown;
}
/** What it answered. */
interface Answered {
  readonly content?: unknown;
  readonly finishReason?: string | undefined;
  readonly objectText?: string;
}

/** A part of a message, of which kind its `type` says. */
type AnyPart = Readonly<Record<string, unknown>>;
interface AnyMessage {
  readonly role: string;
  readonly content: string | readonly AnyPart[];
}

/** The content of a request. */
export function toInput({ instructions, messages, tools }: Asked): Content {
  const asked = typeof messages === 'string' ? [{ role: 'user', content: messages }] : messages;
  return {
    systemInstructions: toInstructions(instructions),
    inputMessages: toMessages(asked as readonly AnyMessage[], toMessage),
    toolDefinitions: toToolDefinitions(
      Array.isArray(tools) ? (tools as readonly AnyPart[]).map(toTool) : undefined,
    ),
  };
}

/** The content of an answer. */
export function toOutput({ content, finishReason, objectText }: Answered): Content {
  const parts =
    objectText === undefined
      ? toParts(content as readonly AnyPart[], toPart)
      : toTextParts(objectText);
  const finish_reason = toFinishReason(finishReason === 'tool-calls' ? 'tool_calls' : finishReason);
  return { outputMessages: [{ role: 'assistant', parts, finish_reason }] };
}

function toInstructions(instructions: unknown): Part[] | undefined {
  if (instructions === undefined || instructions === null) return undefined;
  if (typeof instructions === 'string') return toTextParts(instructions);
  return [instructions]
    .flat()
    .flatMap((each) => toTextParts((each as Partial<AnyMessage>).content as string));
}

function toMessage({ role, content }: AnyMessage): Message {
  return { role, parts: toParts(content, toPart) };
}

function toPart(part: AnyPart): Part {
  const { type, text, toolCallId: id } = part as Readonly<Record<string, string>>;
  switch (type) {
    case 'text':
      return { type, content: String(text) };
    case 'reasoning':
      return { type, content: String(text) };
    case 'tool-call':
      return {
        type: 'tool_call',
        id,
        name: String(part['toolName']),
        arguments: part['input'] ?? part['args'],
      };
    case 'tool-result':
      return {
        type: 'tool_call_response',
        id,
        response: valueOf(part['output'] ?? part['result']),
      };
    case 'file':
    case 'image':
      return toFile(part);
    default:
      return toGeneric(part);
  }
}

/** An output in a message says its kind besides its value. */
function valueOf(output: unknown): unknown {
  const isTagged = typeof output === 'object' && output !== null && 'value' in output;
  return isTagged ? output.value : output;
}

function toFile(part: AnyPart): Part {
  const file = (part['file'] ?? part) as AnyPart;
  const mimeType = (file['mediaType'] ?? part['mediaType']) as string | undefined;
  const modality = modalityOf(mimeType) ?? (part['type'] === 'image' ? 'image' : 'document');
  const data = file['base64'] ?? file['data'] ?? file['image'] ?? file['url'];
  if (data instanceof URL) return toMedia(data.href, modality);
  if (data instanceof Uint8Array) {
    return toBlob(Buffer.from(data).toString('base64'), { modality, mimeType });
  }
  if (typeof data !== 'string') return toGeneric({ type: part['type'], mediaType: mimeType });
  return /^(?:https?|data):/.test(data)
    ? toMedia(data, modality)
    : toBlob(data, { modality, mimeType });
}

function toTool({ type, name, description, inputSchema }: AnyPart): object {
  return { type: type ?? 'function', name, description, parameters: inputSchema };
}
