// responses.create, plain and streamed. `parse` and `stream` call it.

import type {
  Response,
  ResponseCreateParams,
  ResponseStreamEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';
import { defineMethod } from '../../core/adapter.ts';
import { toCount } from '../../core/count.ts';
import type { ResponseMetadata, Usage } from '../../core/model.ts';

export const responses = defineMethod<ResponseCreateParams, Response, ResponseStreamEvent>({
  operation: 'chat',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_output_tokens ?? undefined,
    outputType: toOutputType(params.text?.format?.type),
    reasoningLevel: params.reasoning?.effort ?? undefined,
    previousResponseId: params.previous_response_id ?? undefined,
    conversationId: toConversationId(params.conversation),
    serviceTier: params.service_tier ?? undefined,
    apiType: 'responses',
  }),
  response: toResponse,
  chunk(into, event) {
    if (!('response' in event)) return;
    const { finishReasons, usage, serviceTier, ...identity } = toResponse(event.response);
    into.identify(identity.id, identity.model);
    into.choice(0, finishReasons?.[0]);
    if (usage !== undefined) into.usage(usage);
    if (serviceTier !== undefined) into.metadata.serviceTier = serviceTier;
  },
});

function toResponse(response: Response): ResponseMetadata {
  const finishReason = toFinishReason(response);
  return {
    id: response.id,
    model: response.model,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: response.usage ? toUsage(response.usage) : undefined,
    serviceTier: response.service_tier ?? undefined,
  };
}

/** The API has a status where chat has a finish reason. Unfinished: `undefined`. */
function toFinishReason(response: Response): string | undefined {
  switch (response.status) {
    case 'completed':
      return response.output.some((item) => item.type === 'function_call') ? 'tool_call' : 'stop';
    case 'incomplete':
      return response.incomplete_details?.reason === 'max_output_tokens'
        ? 'length'
        : (response.incomplete_details?.reason ?? 'error');
    case 'failed':
    case 'cancelled':
      return 'error';
    default:
      return undefined;
  }
}

function toOutputType(format: string | undefined): 'text' | 'json' | undefined {
  if (format === undefined) return undefined;
  return format === 'text' ? 'text' : 'json';
}

function toConversationId(conversation: ResponseCreateParams['conversation']): string | undefined {
  return typeof conversation === 'string' ? conversation : conversation?.id;
}

function toUsage(usage: ResponseUsage): Usage {
  return {
    inputTokens: toCount(usage.input_tokens),
    outputTokens: toCount(usage.output_tokens),
    cacheReadInputTokens: toCount(usage.input_tokens_details?.cached_tokens),
    cacheWriteInputTokens: toCount(usage.input_tokens_details?.cache_write_tokens),
    reasoningOutputTokens: toCount(usage.output_tokens_details?.reasoning_tokens),
  };
}
