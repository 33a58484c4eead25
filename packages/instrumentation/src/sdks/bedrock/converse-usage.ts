// Token usage and stop reasons of Converse. Bedrock's input count excludes cache reads and writes; the conventions
// include both.

import type { TokenUsage } from '@aws-sdk/client-bedrock-runtime';
import { toCount, totalOf } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';

const FINISH_REASONS: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_call',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
};

/** A finish reason of the conventions; others stay unchanged. */
export function toFinishReason(stopReason: string | undefined): string | undefined {
  return stopReason === undefined ? undefined : (FINISH_REASONS[stopReason] ?? stopReason);
}

/** Counts of one response. */
export function toUsage(usage: TokenUsage | undefined): Usage | undefined {
  if (usage === undefined) return undefined;
  const uncached = toCount(usage.inputTokens);
  const cacheRead = toCount(usage.cacheReadInputTokens);
  const cacheWrite = toCount(usage.cacheWriteInputTokens);
  const lasting = totalOf(
    (usage.cacheDetails ?? [])
      .filter(({ ttl }) => ttl === '1h')
      .map(({ inputTokens }) => toCount(inputTokens)),
  );
  return {
    inputTokens:
      uncached === undefined ? undefined : uncached + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: toCount(usage.outputTokens),
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    ...(lasting && { cacheWrite1hTokens: lasting }),
  };
}
