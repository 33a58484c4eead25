// The two forms of token usage: `prompt_tokens` in older endpoints, `input_tokens` in newer ones.
// Compatible servers omit fields, send other types, or use other places.

import type { CompletionUsage } from 'openai/resources/completions';
import { toCount } from '../../model/count.ts';
import type { TokensByModality, Usage } from '../../model/response.ts';
import { toStatedCost } from './stated-cost.ts';
import { addOtherPlaces } from './usage-places.ts';

/** `usage` of the newer endpoints. Durations and other values without tokens do not count. */
export interface TokenUsage {
  input_tokens?: number;
  output_tokens?: number;
  /** Some endpoints use the plural, some the singular. */
  input_tokens_details?: object | null;
  input_token_details?: object | null;
  output_tokens_details?: object | null;
  output_token_details?: object | null;
}

interface Modalities {
  readonly text_tokens?: unknown;
  readonly image_tokens?: unknown;
  readonly audio_tokens?: unknown;
}

interface InputDetails extends Modalities {
  readonly cached_tokens?: unknown;
  readonly cached_tokens_details?: Modalities | null;
}

interface OutputDetails extends Modalities {
  readonly reasoning_tokens?: unknown;
}

/** Usage of responses, images, transcriptions, decisions and Realtime. */
export function toUsage(usage: TokenUsage | null | undefined): Usage | undefined {
  if (usage == null) return undefined;
  const input = usage.input_tokens_details ?? usage.input_token_details;
  const output = usage.output_tokens_details ?? usage.output_token_details;
  const whole = toWhole(usage.input_tokens, usage.output_tokens, input, output);
  if (whole !== undefined) addOtherPlaces(whole, usage, input);
  return withCost(whole, usage);
}

/** Only some services state the cost: others need no field for it. */
function withCost(whole: Usage | undefined, usage: object): Usage | undefined {
  const statedCost = toStatedCost(usage);
  return statedCost === undefined ? whole : { ...whole, statedCost };
}

/** Usage of chat and text completions by `model`. Some compatible servers use the newer names. */
export function toCompletionUsage(
  usage: CompletionUsage | null | undefined,
  model?: unknown,
): Usage | undefined {
  if (usage == null) return undefined;
  const newer = usage as TokenUsage;
  const input = usage.prompt_tokens_details ?? newer.input_tokens_details;
  const output = usage.completion_tokens_details ?? newer.output_tokens_details;
  const whole = toWhole(
    usage.prompt_tokens ?? newer.input_tokens,
    usage.completion_tokens ?? newer.output_tokens,
    input,
    output,
  );
  if (whole !== undefined) addOtherPlaces(whole, usage, input, model);
  return withCost(whole, usage);
}

/** If both totals are missing, usage is unknown, not 0. */
function toWhole(
  inputTotal: unknown,
  outputTotal: unknown,
  input: InputDetails | null | undefined,
  output: OutputDetails | null | undefined,
): Usage | undefined {
  const inputTokens = toCount(inputTotal);
  const outputTokens = toCount(outputTotal);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const usage: Usage = {
    inputTokens,
    outputTokens,
    cacheReadInputTokens: toCount(input?.cached_tokens),
    cacheWriteInputTokens: undefined,
    reasoningOutputTokens: toCount(output?.reasoning_tokens),
  };
  const inputByModality = toModalities(input);
  const outputByModality = toModalities(output);
  const cacheReadByModality = toModalities(input?.cached_tokens_details);
  if (inputByModality !== undefined) usage.inputByModality = inputByModality;
  if (outputByModality !== undefined) usage.outputByModality = outputByModality;
  if (cacheReadByModality !== undefined) usage.cacheReadByModality = cacheReadByModality;
  return usage;
}

/** Most responses have none: zero counts are omitted, which saves memory. */
function toModalities(details: Modalities | null | undefined): TokensByModality | undefined {
  const text = toCount(details?.text_tokens);
  const image = toCount(details?.image_tokens);
  const audio = toCount(details?.audio_tokens);
  if (!text && !image && !audio) return undefined;
  return { ...(text && { text }), ...(image && { image }), ...(audio && { audio }) };
}
