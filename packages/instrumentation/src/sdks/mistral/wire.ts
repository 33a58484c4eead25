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
import { toWireMessage, toWireSettings } from '../shapes/camel-case-chat.ts';

type Request = ChatCompletionRequest | FIMCompletionRequest;

/** Of a request: what is recorded of its settings. */
export function toParams(asked: Request): ChatCompletionCreateParams {
  return { ...toWireSettings(asked), seed: asked.randomSeed };
}

/** Of a request: what is said in it. */
export function toConversation({ messages, tools }: ChatCompletionRequest) {
  const said: readonly unknown[] = Array.isArray(messages) ? messages : [];
  return { messages: said.map(toWireMessage), tools } as unknown as ChatCompletionCreateParams;
}

/** A whole response. */
export function toCompletion({ id, model, usage, choices }: ChatCompletionResponse) {
  return {
    id,
    model,
    usage: toUsage(usage),
    choices: choices?.map(({ index, message, finishReason }) => ({
      index,
      message: toWireMessage(message),
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
      delta: toWireMessage(delta),
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
