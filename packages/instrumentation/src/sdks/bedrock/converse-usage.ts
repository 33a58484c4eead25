// Token usage of Converse, and of Nova, whose names for caches differ. Bedrock's input count excludes cache reads and
// writes; the conventions include both.

import type { TokenUsage } from '@aws-sdk/client-bedrock-runtime';
import { toCount, totalOf } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';

/** Nova's own names. */
interface NovaUsage {
  readonly cacheReadInputTokenCount?: unknown;
  readonly cacheWriteInputTokenCount?: unknown;
}

/** Counts of one response. */
export function toUsage(usage: (TokenUsage & NovaUsage) | undefined): Usage | undefined {
  if (usage === undefined) return undefined;
  const uncached = toCount(usage.inputTokens);
  const cacheRead = toCount(usage.cacheReadInputTokens ?? usage.cacheReadInputTokenCount);
  const cacheWrite = toCount(usage.cacheWriteInputTokens ?? usage.cacheWriteInputTokenCount);
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
