// The content of Ollama requests and responses: messages, images, tool calls, and streamed answers.

import type { ChatResponse, GenerateResponse, Message as OllamaMessage } from 'ollama';
import type { Message, OutputMessage, Part } from '../../model/content.ts';
import { appended } from '../../model/texts.ts';
import { toTextParts } from '../content-parts.ts';
import { toBlob } from '../data-url.ts';
import { toFinishReason } from '../shapes/finish-reason.ts';

/** The response of both methods, and their chunks. */
export type Answer = ChatResponse | GenerateResponse;

/** Older servers do not send a done reason. */
export function toReason({ done, done_reason: reason }: Answer): string | undefined {
  return done ? (reason ?? 'stop') : undefined;
}

/** A generate answer in chat's shape. */
export function toSaid({ response = '', thinking }: GenerateResponse): OllamaMessage {
  return { role: 'assistant', content: response, ...(thinking !== undefined && { thinking }) };
}

/** An answer's content. */
export function toOutput(answer: Answer, message: OllamaMessage): OutputMessage {
  return { ...toMessage(message), finish_reason: toFinishReason(toReason(answer)) };
}

/** Adds a message to the one before it. */
export function joined(before: OllamaMessage | undefined, next: OllamaMessage): OllamaMessage {
  const { thinking = before?.thinking, tool_calls: calls = [] } = next;
  return {
    ...next,
    content: appended(before?.content, next.content ?? ''),
    ...(thinking !== undefined && {
      thinking: next.thinking === undefined ? thinking : appended(before?.thinking, next.thinking),
    }),
    tool_calls: [...(before?.tool_calls ?? []), ...calls],
  };
}

/** A message in the conventions' shape. */
export function toMessage(message: OllamaMessage): Message {
  const { role, content, thinking, images, tool_calls: calls } = message;
  if (role === 'tool') return { role, parts: [{ type: 'tool_call_response', response: content }] };
  return {
    role,
    parts: [
      ...(thinking ? [{ type: 'reasoning' as const, content: thinking }] : []),
      ...toTextParts(content),
      ...Array.from<Uint8Array | string, Part>(images ?? [], toImage),
      ...(calls ?? []).map(toToolCall),
    ],
  };
}

/** Newer servers give tool calls an id, which the package's types lack. */
function toToolCall(call: { readonly id?: string; readonly function: Called }): Part {
  return {
    type: 'tool_call',
    id: call.id,
    name: call.function.name,
    arguments: call.function.arguments,
  };
}

interface Called {
  readonly name: string;
  readonly arguments: unknown;
}

/** Bytes, base64, or a file path, which contains a dot. */
function toImage(image: Uint8Array | string): Part {
  const modality = 'image';
  if (typeof image !== 'string') return toBlob(Buffer.from(image).toString('base64'), { modality });
  return image.includes('.') ? { type: 'uri', modality, uri: image } : toBlob(image, { modality });
}
