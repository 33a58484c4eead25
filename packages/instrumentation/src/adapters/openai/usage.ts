// The two forms in which token usage comes: `prompt_tokens` of the older endpoints, `input_tokens`
// of the newer ones. Compatible servers leave parts out or send other types.

import type { CompletionUsage } from 'openai/resources/completions';
import { toCount } from '../../core/count.ts';
import type { Usage } from '../../core/model.ts';

/** `usage` of the newer endpoints. Durations and whatever else has no tokens are no usage. */
export interface TokenUsage {
  input_tokens?: number;
  output_tokens?: number;
  /** Elsewhere these tell text from images or audio. */
  input_tokens_details?: object | null;
  output_tokens_details?: object | null;
}

/** Usage of responses, images, transcriptions and decisions. */
export function toUsage(usage: TokenUsage | null | undefined): Usage | undefined {
  if (usage == null) return undefined;
  const input: { cached_tokens?: unknown; cache_write_tokens?: unknown } =
    usage.input_tokens_details ?? {};
  const output: { reasoning_tokens?: unknown } = usage.output_tokens_details ?? {};
  return orNone({
    inputTokens: toCount(usage.input_tokens),
    outputTokens: toCount(usage.output_tokens),
    cacheReadInputTokens: toCount(input.cached_tokens),
    cacheWriteInputTokens: toCount(input.cache_write_tokens),
    reasoningOutputTokens: toCount(output.reasoning_tokens),
  });
}

/** Usage of chat and text completions. */
export function toCompletionUsage(usage: CompletionUsage | null | undefined): Usage | undefined {
  if (usage == null) return undefined;
  return orNone({
    inputTokens: toCount(usage.prompt_tokens),
    outputTokens: toCount(usage.completion_tokens),
    cacheReadInputTokens: toCount(usage.prompt_tokens_details?.cached_tokens),
    cacheWriteInputTokens: toCount(usage.prompt_tokens_details?.cache_write_tokens),
    reasoningOutputTokens: toCount(usage.completion_tokens_details?.reasoning_tokens),
  });
}

/** Without either total it is unknown, and unknown is not 0. */
function orNone(usage: Usage): Usage | undefined {
  return usage.inputTokens === undefined && usage.outputTokens === undefined ? undefined : usage;
}
