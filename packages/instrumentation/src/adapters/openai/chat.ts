// chat.completions.create, plain and streamed. `parse`, `stream` and `runTools` call it.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import { defineMethod } from '../../core/adapter.ts';
import { toCount } from '../../core/count.ts';
import type { RequestMetadata, Usage } from '../../core/model.ts';
import { streamUsage } from './stream-usage.ts';

export const chat = defineMethod<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>({
  operation: 'chat',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_completion_tokens ?? params.max_tokens ?? undefined,
    frequencyPenalty: params.frequency_penalty ?? undefined,
    presencePenalty: params.presence_penalty ?? undefined,
    stopSequences: params.stop == null ? undefined : [params.stop].flat(),
    seed: params.seed ?? undefined,
    choiceCount: params.n ?? undefined,
    outputType: toOutputType(params),
    reasoningLevel: params.reasoning_effort ?? undefined,
    serviceTier: params.service_tier ?? undefined,
    apiType: 'chat_completions',
  }),
  response: (completion) => ({
    id: completion.id,
    model: completion.model,
    finishReasons: completion.choices?.map((choice) => choice.finish_reason ?? 'error'),
    usage: completion.usage ? toUsage(completion.usage) : undefined,
    serviceTier: completion.service_tier ?? undefined,
    systemFingerprint: completion.system_fingerprint ?? undefined,
  }),
  streamUsage: streamUsage(),
  chunk(into, chunk) {
    into.identify(chunk.id, chunk.model);
    into.metadata.serviceTier ??= chunk.service_tier ?? undefined;
    into.metadata.systemFingerprint ??= chunk.system_fingerprint ?? undefined;
    if (chunk.usage) into.usage(toUsage(chunk.usage));
    // Azure sends chunks without choices.
    for (const choice of chunk.choices ?? []) into.choice(choice.index, choice.finish_reason);
  },
});

function toOutputType(params: ChatCompletionCreateParams): RequestMetadata['outputType'] {
  if (params.modalities?.includes('audio')) return 'speech';
  const type = params.response_format?.type;
  if (type === undefined) return undefined;
  return type === 'text' ? 'text' : 'json';
}

function toUsage(usage: CompletionUsage): Usage {
  const { prompt_tokens_details: input, completion_tokens_details: output } = usage;
  return {
    inputTokens: toCount(usage.prompt_tokens),
    outputTokens: toCount(usage.completion_tokens),
    cacheReadInputTokens: toCount(input?.cached_tokens),
    cacheWriteInputTokens: toCount(input?.cache_write_tokens),
    reasoningOutputTokens: toCount(output?.reasoning_tokens),
  };
}
