// The legacy completions.create, plain and streamed.

import type { Completion, CompletionCreateParams } from 'openai/resources/completions';
import type { Response as ModelResponse } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { toTexts } from '../../model/texts.ts';
import { assemble, input, output } from './completions-content.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { promptSize } from '../shapes/size.ts';
import { streamUsage } from '../shapes/stream-usage.ts';
import { toCompletionUsage } from '../shapes/usage.ts';
import { inference } from './methods.ts';

export const completions = inference<CompletionCreateParams, Completion, Completion>({
  operation: 'text_completion',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_tokens ?? undefined,
    frequencyPenalty: params.frequency_penalty ?? undefined,
    presencePenalty: params.presence_penalty ?? undefined,
    stopSequences: toTexts(params.stop),
    seed: params.seed ?? undefined,
    choiceCount: params.n ?? undefined,
  }),
  response: (completion) =>
    addSafety<ModelResponse>(
      {
        id: completion.id,
        model: completion.model,
        finishReasons: completion.choices?.map((choice) => choice.finish_reason || 'error'),
        usage: toCompletionUsage(completion.usage),
        openaiSystemFingerprint: completion.system_fingerprint,
      },
      completion,
    ),
  safety: safetyOfError,
  size: (params) => promptSize(ownValue(params, 'prompt')),
  input,
  output,
  assemble,
  ...streamUsage,
  saysEnd: true,
  chunk(into, chunk) {
    into.identify(chunk.id, chunk.model);
    into.first('openaiSystemFingerprint', chunk.system_fingerprint);
    const usage = toCompletionUsage(chunk.usage);
    if (usage !== undefined) into.usage(usage);
    addSafety(into.metadata, chunk);
    for (const choice of chunk.choices ?? []) into.choice(choice.index, choice.finish_reason);
  },
});
