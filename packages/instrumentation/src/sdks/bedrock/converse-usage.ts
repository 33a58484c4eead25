// Token usage of Converse. Bedrock's input count excludes cache reads and writes; the conventions
// include both.

import type { TokenUsage } from '@aws-sdk/client-bedrock-runtime';
import { toCount, totalOf } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';

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
