// The content of chat.completions: requests and choices in the shapes of the conventions.

import type {
  ChatCompletion,
  ChatCompletionContentPart,
  ChatCompletionContentPartRefusal,
  ChatCompletionCreateParams,
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
} from 'openai/resources/chat/completions';
import type { Content, Message, OutputMessage, Part } from '../../model/content.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../content-parts.ts';
import { toBlob, toInlineFile, toMedia } from '../data-url.ts';
import { toArguments } from '../tool-arguments.ts';
import { toBlobOfChunks } from './audio-data.ts';
import { toFinishReason } from './finish-reason.ts';
import { isThought, toReasoning } from './thoughts.ts';
import { toToolDefinitions } from './tool-definitions.ts';

type AnyMessage = ChatCompletionMessageParam | ChatCompletionMessage;
type AssistantMessage = Extract<AnyMessage, { role: 'assistant' }>;

/** Added by compatible providers: the model's reasoning before its answer. */
interface Reasoning {
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
}

/** The messages and tools of a request. */
export function input({ messages, tools, functions }: ChatCompletionCreateParams): Content {
  return {
    inputMessages: toMessages(messages, toMessage),
    toolDefinitions: toToolDefinitions([
      ...(tools ?? []),
      ...(functions ?? []).map((definition) => ({ ...definition, type: 'function' })),
    ]),
  };
}

/** The choices of a response. */
export function output({ choices }: ChatCompletion): Content {
  // A stream that was left early may lack a choice.
  return { outputMessages: toMessages(Object.values(choices ?? []), toOutputMessage) };
}

function toOutputMessage({ message, finish_reason }: ChatCompletion.Choice): OutputMessage {
  return { ...toMessage(message), finish_reason: toFinishReason(finish_reason) };
}

function toMessage(message: AnyMessage): Message {
  const name = 'name' in message ? message.name : undefined;
  return { role: message.role, name, parts: toMessageParts(message) };
}

function toMessageParts(message: AnyMessage): Part[] {
  switch (message.role) {
    case 'tool':
      return [toToolResponse(message.content, message.tool_call_id)];
    case 'function':
      return [toToolResponse(message.content)];
    case 'assistant':
      return toAssistantParts(message);
    default:
      return toParts<ChatCompletionContentPart>(message.content, toPart);
  }
}

function toToolResponse(content: ToolContent, id?: string): Part {
  const response = Array.isArray(content) ? toParts(content, toPart) : content;
  return { type: 'tool_call_response', id, response };
}

type ToolContent = Extract<AnyMessage, { role: 'tool' | 'function' }>['content'];

function toAssistantParts(message: AssistantMessage): Part[] {
  const { reasoning_content, reasoning: own } = message as Reasoning;
  const reasoning = own ?? reasoning_content;
  const { content, refusal, audio, tool_calls: toolCalls, function_call: call } = message;
  return [
    ...(typeof reasoning === 'string' && reasoning !== ''
      ? [{ type: 'reasoning' as const, content: reasoning }]
      : []),
    ...toParts<ChatCompletionContentPart | ChatCompletionContentPartRefusal>(content, toPart),
    ...(refusal ? [toGeneric({ content: refusal }, 'refusal')] : []),
    ...(audio ? [toAudio(audio)] : []),
    ...toParts(toolCalls && Object.values(toolCalls), toToolCall),
    ...(call ? [toFunctionCall(call)] : []),
  ];
}

/** Audio of the model, which later messages reference. */
function toAudio(audio: { id: string; data?: string; transcript?: string }): Part {
  const { id, data, transcript } = audio;
  if (data !== undefined) return { ...toBlobOfChunks(data), transcript };
  return { type: 'file', modality: 'audio', file_id: id, transcript };
}

function toToolCall(call: ChatCompletionMessageToolCall): Part {
  switch (call.type) {
    case 'custom': {
      const { name, input: text } = call.custom;
      return { type: 'tool_call', id: call.id, name, arguments: text };
    }
    // Compatible providers omit the type.
    default:
      return call.function === undefined ? toGeneric(call) : toFunctionCall(call.function, call.id);
  }
}

function toFunctionCall(call: { name: string; arguments: string }, id?: string): Part {
  return {
    type: 'tool_call',
    id,
    name: call.name ?? 'unknown',
    arguments: toArguments(call.arguments),
  };
}

function toPart(part: ChatCompletionContentPart | ChatCompletionContentPartRefusal): Part | Part[] {
  switch (part.type) {
    case 'text':
      return toTextParts(part.text);
    case 'image_url':
      return toMedia(part.image_url.url, 'image');
    case 'input_audio': {
      const { data, format } = part.input_audio;
      return toBlob(data, { modality: 'audio', mimeType: `audio/${format}` });
    }
    case 'file': {
      const { file_id: id, file_data: data } = part.file;
      if (data) return toInlineFile(data);
      return id ? { type: 'file', modality: 'document', file_id: id } : toGeneric(part);
    }
    case 'refusal':
      return toGeneric({ content: part.refusal }, 'refusal');
    default:
      return isThought(part) ? toReasoning(part) : toGeneric(part);
  }
}
