// Mistral's objects under the names of fields that its API has, which are those of OpenAI's chat.

import type {
  ChatCompletionRequest,
  ChatCompletionResponse,
  CompletionChunk,
  FIMCompletionRequest,
  UsageInfo,
} from '@mistralai/mistralai/models/components';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';

type Request = ChatCompletionRequest | FIMCompletionRequest;
type Fields = Readonly<Record<string, unknown>>;

/** Of a request: what is recorded of its settings. */
export function toParams(request: Request): ChatCompletionCreateParams {
  const asked = request as Request & Partial<ChatCompletionRequest>;
  return {
    model: asked.model,
    temperature: asked.temperature,
    top_p: asked.topP,
    max_tokens: asked.maxTokens,
    frequency_penalty: asked.frequencyPenalty,
    presence_penalty: asked.presencePenalty,
    stop: asked.stop,
    seed: asked.randomSeed,
    n: asked.n,
    response_format: asked.responseFormat,
    reasoning_effort: asked.reasoningEffort,
  } as ChatCompletionCreateParams;
}

/** Of a request: what is said in it. */
export function toConversation({ messages, tools }: ChatCompletionRequest) {
  const said: readonly unknown[] = Array.isArray(messages) ? messages : [];
  return { messages: said.map(toMessage), tools } as unknown as ChatCompletionCreateParams;
}

/** A whole response. */
export function toCompletion({ id, model, usage, choices }: ChatCompletionResponse) {
  return {
    id,
    model,
    usage: toUsage(usage),
    choices: choices?.map(({ index, message, finishReason }) => ({
      index,
      message: toMessage(message),
      finish_reason: finishReason,
    })),
  } as unknown as ChatCompletion;
}

/** A chunk of a stream. */
export function toChunk({ id, model, usage, choices }: CompletionChunk) {
  return {
    id,
    model,
    usage: toUsage(usage),
    choices: choices?.map(({ index, delta, finishReason }) => ({
      index,
      delta: toMessage(delta),
      finish_reason: finishReason,
    })),
  } as unknown as ChatCompletionChunk;
}

/** Unknown fields keep the names that the API gives them. */
export function toUsage(usage: UsageInfo | undefined): ChatCompletion['usage'] {
  if (usage == null) return undefined;
  const { promptTokens, completionTokens, totalTokens, ...rest } = usage;
  return {
    ...rest,
    prompt_tokens: promptTokens!,
    completion_tokens: completionTokens!,
    total_tokens: totalTokens!,
  };
}

function toMessage(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return message;
  const { toolCalls, toolCallId, content, ...rest } = message as Fields;
  return {
    ...rest,
    content: Array.isArray(content) ? (content as readonly Fields[]).map(toPart) : content,
    ...(toolCalls != null && { tool_calls: toolCalls }),
    ...(toolCallId != null && { tool_call_id: toolCallId }),
  };
}

function toPart(part: Fields): Fields {
  switch (part?.['type']) {
    case 'image_url': {
      const { type, imageUrl } = part;
      return { type, image_url: typeof imageUrl === 'string' ? { url: imageUrl } : imageUrl };
    }
    case 'file':
      return { type: 'file', file: { file_id: part['fileId'] } };
    default:
      return part;
  }
}
