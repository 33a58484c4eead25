// chat.completions.create, plain and streamed. `parse`, `stream` and `runTools` call it.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { RequestOf } from '../../model/operation.ts';
import type { Response as ModelResponse } from '../../model/response.ts';
import { toTexts } from '../../model/texts.ts';
import { input, output } from './chat-content.ts';
import { assemble } from './chat-stream.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { streamUsage } from './stream-usage.ts';
import { toCompletionUsage } from './usage.ts';
import { inference } from './methods.ts';

export const chat = inference<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>({
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
    openaiServiceTier: params.service_tier ?? undefined,
    openaiApiType: 'chat_completions',
  }),
  response: (completion) =>
    addSafety<ModelResponse>(
      {
        id: completion.id,
        model: completion.model,
        finishReasons: completion.choices?.map((choice) => choice.finish_reason ?? 'error'),
        usage: toCompletionUsage(completion.usage),
        openaiServiceTier: completion.service_tier ?? undefined,
        openaiSystemFingerprint: completion.system_fingerprint ?? undefined,
      },
      completion,
    ),
  safety: safetyOfError,
  input,
  output,
  assemble,
  ...streamUsage,
  chunk(into, chunk) {
    into.identify(chunk.id, chunk.model);
    into.metadata.openaiServiceTier ??= chunk.service_tier ?? undefined;
    into.metadata.openaiSystemFingerprint ??= chunk.system_fingerprint ?? undefined;
    const usage = toCompletionUsage(chunk.usage);
    if (usage !== undefined) into.usage(usage);
    addSafety(into.metadata, chunk);
    // Azure sends chunks without choices.
    for (const choice of chunk.choices ?? []) into.choice(choice.index, choice.finish_reason);
  },
});

function toOutputType(params: ChatCompletionCreateParams): RequestOf<'inference'>['outputType'] {
  if (params.modalities?.includes('audio')) return 'speech';
  const type = params.response_format?.type;
  if (type === undefined) return undefined;
  return type === 'text' ? 'text' : 'json';
}
