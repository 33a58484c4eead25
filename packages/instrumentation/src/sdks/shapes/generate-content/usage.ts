// Token counts. Google counts thoughts separately from candidates, and tool results from the prompt.

import type { GenerateContentResponseUsageMetadata, ModalityTokenCount } from '@google/genai';
import { toCount, totalOf } from '../../../model/count.ts';
import type { TokensByModality, Usage } from '../../../model/response.ts';

type Details = readonly ModalityTokenCount[] | undefined;

const MODALITIES: Readonly<Record<string, keyof TokensByModality>> = {
  TEXT: 'text',
  IMAGE: 'image',
  AUDIO: 'audio',
};

/** Usage of one response; `undefined` if it has no tokens. */
export function toUsage(
  counted: GenerateContentResponseUsageMetadata | undefined,
): Usage | undefined {
  if (counted == null) return undefined;
  const reasoning = toCount(counted.thoughtsTokenCount);
  const inputTokens = totalOf([counted.promptTokenCount, counted.toolUsePromptTokenCount]);
  const outputTokens = totalOf([counted.candidatesTokenCount, reasoning]);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const usage: Usage = {
    inputTokens,
    outputTokens,
    cacheReadInputTokens: toCount(counted.cachedContentTokenCount),
    reasoningOutputTokens: reasoning,
  };
  const input = toModalities(counted.promptTokensDetails, counted.toolUsePromptTokensDetails);
  const output = toModalities(counted.candidatesTokensDetails);
  const cached = toModalities(counted.cacheTokensDetails);
  if (input !== undefined) usage.inputByModality = input;
  if (output !== undefined) usage.outputByModality = output;
  if (cached !== undefined) usage.cacheReadByModality = cached;
  return usage;
}

/** The conventions have no counts for videos and documents. */
function toModalities(...lists: readonly Details[]): TokensByModality | undefined {
  const tokens: TokensByModality = {};
  for (const { modality, tokenCount } of lists.flatMap((list) => list ?? [])) {
    const key = modality === undefined ? undefined : MODALITIES[modality];
    const count = toCount(tokenCount);
    if (key !== undefined && count) tokens[key] = (tokens[key] ?? 0) + count;
  }
  return Object.keys(tokens).length === 0 ? undefined : tokens;
}
