// Token usage. The provider's input count excludes cache reads and writes; the conventions include
// both.

import { toCount, totalOf } from '../../../model/count.ts';
import type { Usage } from '../../../model/response.ts';

/** `usage` of a message or of a stream event; unknown values are null or absent. */
export interface MessageUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  /** Cache writes by how long they last. */
  readonly cache_creation?: { readonly ephemeral_1h_input_tokens?: number | null } | null;
  readonly server_tool_use?: { readonly web_search_requests?: number | null } | null;
  readonly service_tier?: string | null;
  readonly speed?: string | null;
  readonly inference_geo?: string | null;
  /** The usage of each step, if one call has several: compactions, fallbacks. */
  readonly iterations?: readonly MessageUsage[] | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}

/** Values of speed and place that cost nothing extra. */
const USUAL: ReadonlySet<string> = new Set(['standard', 'global', 'not_available']);

/** Counts of one response. */
export function toUsage(usage: MessageUsage | null | undefined): Usage | undefined {
  if (usage == null) return undefined;
  const steps = stepsOf(usage);
  if (steps !== undefined) return toSum(steps);
  const inputTokens = toCount(usage.input_tokens);
  const outputTokens = toCount(usage.output_tokens);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const cacheRead = toCount(usage.cache_read_input_tokens);
  const cacheWrite = toCount(usage.cache_creation_input_tokens);
  return {
    inputTokens:
      inputTokens === undefined ? undefined : inputTokens + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens,
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    reasoningOutputTokens: toCount(usage.output_tokens_details?.thinking_tokens),
    ...pricedApart(usage),
  };
}

/** What most calls have none of. */
function pricedApart(usage: MessageUsage): Usage | undefined {
  const cacheWrite1hTokens = toCount(usage.cache_creation?.ephemeral_1h_input_tokens);
  const webSearches = toCount(usage.server_tool_use?.web_search_requests);
  if (!cacheWrite1hTokens && !webSearches) return undefined;
  return {
    ...(cacheWrite1hTokens && { cacheWrite1hTokens }),
    ...(webSearches && { webSearches }),
  };
}

/** How the call was served, besides its tier, where that may change its price. */
export function tiersOf(usage: MessageUsage | null | undefined): string[] | undefined {
  const { speed, inference_geo: geo } = usage ?? {};
  const tiers = [speed, geo].filter((tier) => typeof tier === 'string' && !USUAL.has(tier));
  return tiers.length === 0 ? undefined : (tiers as string[]);
}

/** The top-level totals exclude the usage before the last step. */
function toSum(iterations: readonly MessageUsage[]): Usage | undefined {
  const steps = iterations.map((step) => toUsage({ ...step, iterations: undefined }) ?? {});
  const inputTokens = totalOf(steps.map((step) => step.inputTokens));
  const outputTokens = totalOf(steps.map((step) => step.outputTokens));
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return {
    inputTokens,
    outputTokens,
    cacheReadInputTokens: totalOf(steps.map((step) => step.cacheReadInputTokens)),
    cacheWriteInputTokens: totalOf(steps.map((step) => step.cacheWriteInputTokens)),
    reasoningOutputTokens: totalOf(steps.map((step) => step.reasoningOutputTokens)),
    cacheWrite1hTokens: totalOf(steps.map((step) => step.cacheWrite1hTokens)),
    webSearches: totalOf(steps.map((step) => step.webSearches)),
  };
}

/** The steps of a call, if it has any. */
function stepsOf(usage: MessageUsage | null | undefined): readonly MessageUsage[] | undefined {
  const iterations: unknown = usage?.iterations;
  return Array.isArray(iterations) && iterations.length > 0 ? iterations : undefined;
}

/** Counts at the start of a stream: the output count is not known yet. */
export function toFirstUsage(usage: MessageUsage | null | undefined): Usage | undefined {
  return toUsage(usage && { ...usage, output_tokens: undefined, output_tokens_details: undefined });
}

/** `first` with the running totals of a later event, which omits unchanged values. */
export function withTotals(
  first: Usage | undefined,
  totals: MessageUsage | null | undefined,
): Usage | undefined {
  const later = toUsage(totals);
  if (first === undefined || later === undefined || stepsOf(totals) !== undefined) {
    return later ?? first;
  }
  const cacheRead = later.cacheReadInputTokens ?? first.cacheReadInputTokens;
  const cacheWrite = later.cacheWriteInputTokens ?? first.cacheWriteInputTokens;
  const uncached = toCount(totals?.input_tokens) ?? uncachedOf(first);
  return {
    inputTokens:
      uncached === undefined ? undefined : uncached + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: later.outputTokens ?? first.outputTokens,
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    reasoningOutputTokens: later.reasoningOutputTokens ?? first.reasoningOutputTokens,
    cacheWrite1hTokens: later.cacheWrite1hTokens ?? first.cacheWrite1hTokens,
    webSearches: later.webSearches ?? first.webSearches,
  };
}

function uncachedOf(usage: Usage): number | undefined {
  if (usage.inputTokens === undefined) return undefined;
  return usage.inputTokens - (usage.cacheReadInputTokens ?? 0) - (usage.cacheWriteInputTokens ?? 0);
}
