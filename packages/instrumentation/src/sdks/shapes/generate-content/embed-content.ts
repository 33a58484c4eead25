// Google's embedContent: the response.

import type { EmbedContentResponse } from '@google/genai';
import { toCount } from '../../../model/count.ts';
import type { Response } from '../../../model/response.ts';
import { NO_ANSWER } from '../failure.ts';

/** The data of a response. */
export function embedContentResponse(response: EmbedContentResponse): Response {
  return {
    usage: { inputTokens: toInputTokens(response) },
    failure: response.embeddings === undefined ? NO_ANSWER : undefined,
    dimensionCount: response.embeddings?.[0]?.values?.length,
  };
}

/** The total if present, else the sum of the contents, which only Vertex AI counts. */
function toInputTokens({ usageMetadata, embeddings }: EmbedContentResponse): number | undefined {
  const whole = toCount(usageMetadata?.promptTokenCount);
  if (whole !== undefined) return whole;
  const counts = embeddings?.map(({ statistics }) => toCount(statistics?.tokenCount)) ?? [];
  if (counts.length === 0) return undefined;
  return counts.reduce((total, count) =>
    total === undefined || count === undefined ? undefined : total + count,
  );
}
