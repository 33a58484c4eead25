// OpenAI's chat under the names that some packages give its fields: `toolCalls` for `tool_calls`.

import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';

interface Settings {
  readonly model?: unknown;
  readonly temperature?: unknown;
  readonly topP?: unknown;
  readonly maxTokens?: unknown;
  readonly maxCompletionTokens?: unknown;
  readonly frequencyPenalty?: unknown;
  readonly presencePenalty?: unknown;
  readonly stop?: unknown;
  readonly seed?: unknown;
  readonly n?: unknown;
  readonly responseFormat?: unknown;
  readonly reasoningEffort?: unknown;
}

/** What is recorded of the settings of a request, under the names of the API. */
export function toWireSettings(asked: Settings): ChatCompletionCreateParams {
  return {
    model: asked.model,
    temperature: asked.temperature,
    top_p: asked.topP,
    max_tokens: asked.maxTokens,
    max_completion_tokens: asked.maxCompletionTokens,
    frequency_penalty: asked.frequencyPenalty,
    presence_penalty: asked.presencePenalty,
    stop: asked.stop,
    seed: asked.seed,
    n: asked.n,
    response_format: asked.responseFormat,
    reasoning_effort: asked.reasoningEffort,
  } as ChatCompletionCreateParams;
}

type Fields = Readonly<Record<string, unknown>>;

/** A message, or a part of one, under the names of the API. */
export function toWireMessage(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return message;
  const { toolCalls, toolCallId, content, ...rest } = message as Fields;
  return {
    ...rest,
    content: Array.isArray(content) ? (content as readonly Fields[]).map(toWirePart) : content,
    ...(toolCalls != null && { tool_calls: toolCalls }),
    ...(toolCallId != null && { tool_call_id: toolCallId }),
  };
}

function toWirePart(part: Fields): Fields {
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
