// chat.completions.create, plain and streamed. `parse`, `stream` and `runTools` call it.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { defineMethod } from '../../model/adapter.ts';
import type { RequestMetadata, ResponseMetadata } from '../../model/model.ts';
import { toTexts } from '../../model/texts.ts';
import { input, output } from './chat-content.ts';
import { assemble } from './chat-stream.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { streamUsage } from './stream-usage.ts';
import { toCompletionUsage } from './usage.ts';

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
    stopSequences: toTexts(params.stop),
    seed: params.seed ?? undefined,
    choiceCount: params.n ?? undefined,
    outputType: toOutputType(params),
    reasoningLevel: params.reasoning_effort ?? undefined,
    serviceTier: params.service_tier ?? undefined,
    apiType: 'chat_completions',
  }),
  response: (completion) =>
    addSafety<ResponseMetadata>(
      {
        id: completion.id,
        model: completion.model,
        finishReasons: completion.choices?.map((choice) => choice.finish_reason ?? 'error'),
        usage: toCompletionUsage(completion.usage),
        serviceTier: completion.service_tier ?? undefined,
        systemFingerprint: completion.system_fingerprint ?? undefined,
      },
      completion,
    ),
  safety: safetyOfError,
  input,
  output,
  assemble,
  streamUsage: streamUsage(),
  chunk(into, chunk) {
    into.identify(chunk.id, chunk.model);
    into.metadata.serviceTier ??= chunk.service_tier ?? undefined;
    into.metadata.systemFingerprint ??= chunk.system_fingerprint ?? undefined;
    const usage = toCompletionUsage(chunk.usage);
    if (usage !== undefined) into.usage(usage);
    addSafety(into.metadata, chunk);
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
