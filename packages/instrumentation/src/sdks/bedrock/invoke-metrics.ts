// What Bedrock itself counts of every invocation, whatever the model: in headers, or in the last chunk of a stream.

import { toCount } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';
import type { Body } from './invoke-body.ts';
import { headersOf } from './response-headers.ts';

/** What was counted. */
interface Counted {
  readonly usage: Usage;
  readonly processingMs?: number | undefined;
}

/** The counts in the headers of `result`. */
export function countedIn(result: object): Counted {
  const headers = headersOf(result);
  const count = (name: string): number | undefined => {
    const value = headers[`x-amzn-bedrock-${name}`];
    return typeof value === 'string' && value !== '' ? toCount(Number(value)) : undefined;
  };
  return {
    usage: withCaches(
      count('input-token-count'),
      count('output-token-count'),
      count('cache-read-input-token-count'),
      count('cache-write-input-token-count'),
    ),
    processingMs: count('invocation-latency'),
  };
}

/** The counts in the last chunk of a stream; `undefined` in any other. */
export function countedAtEnd(chunk: Body): Counted | undefined {
  const metrics = chunk['amazon-bedrock-invocationMetrics'];
  if (typeof metrics !== 'object' || metrics === null) return undefined;
  const count = (name: string): number | undefined => toCount((metrics as Body)[name]);
  return {
    usage: withCaches(
      count('inputTokenCount'),
      count('outputTokenCount'),
      count('cacheReadInputTokenCount'),
      count('cacheWriteInputTokenCount'),
    ),
    processingMs: count('invocationLatency'),
  };
}

/** `said`, which the model's own count wins, with what it does not say. */
export function filled(said: Usage | undefined, { usage }: Counted): Usage {
  if (said?.inputTokens === undefined && said?.outputTokens === undefined) return usage;
  return {
    ...said,
    inputTokens: said.inputTokens ?? usage.inputTokens,
    outputTokens: said.outputTokens ?? usage.outputTokens,
  };
}

/** Bedrock's count of input excludes what the cache had; the conventions include it. */
function withCaches(
  input: number | undefined,
  output: number | undefined,
  cacheRead: number | undefined,
  cacheWrite: number | undefined,
): Usage {
  return {
    inputTokens: input === undefined ? undefined : input + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: output,
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
  };
}
