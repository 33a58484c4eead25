// Token usage. The provider's input count excludes cache reads and writes; the conventions include
// both.

import { toCount, totalOf } from '../../../model/count.ts';
import type { FetchedResponse, Usage } from '../../../model/response.ts';

/** `usage` of a message or of a stream event; unknown values are null or absent. */
export interface MessageUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  /** Cache writes by how long they last. */
  readonly cache_creation?: { readonly ephemeral_1h_input_tokens?: number | null } | null;
  readonly server_tool_use?: {
    readonly web_search_requests?: number | null;
    readonly web_fetch_requests?: number | null;
  } | null;
  readonly service_tier?: string | null;
  readonly speed?: string | null;
  readonly inference_geo?: string | null;
  /** The usage of each step, if one call has several: compactions, fallbacks, turns with tools of the provider. */
  readonly iterations?: readonly StepUsage[] | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}

interface StepUsage extends MessageUsage {
  readonly type?: string;
  /** Of a step that may have another model than the call. */
  readonly model?: string | null;
}

/** A model that the model of the call has asked: the totals of the call leave it out. */
const ADVISOR = 'advisor_message';

/** Values of speed and place that cost nothing extra. */
const USUAL: ReadonlySet<string> = new Set(['standard', 'global', 'not_available']);

/** Counts of one response. */
export function toUsage(usage: MessageUsage | null | undefined): Usage | undefined {
  if (usage == null) return undefined;
  const steps = stepsOf(usage);
  if (steps !== undefined) {
    // The calls of tools are counted for all steps.
    const own = toSum(steps.filter(({ type }) => type !== ADVISOR));
    return own && { ...own, ...countsOfTools(usage) };
  }
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
  return {
    ...(cacheWrite1hTokens && { cacheWrite1hTokens }),
    ...countsOfTools(usage),
  };
}

function countsOfTools({ server_tool_use: tools }: MessageUsage): Usage | undefined {
  if (tools == null) return undefined;
  const webSearches = toCount(tools.web_search_requests);
  const webFetches = toCount(tools.web_fetch_requests);
  return { ...(webSearches && { webSearches }), ...(webFetches && { webFetches }) };
}

/** What an advisor took. It has a price of its own. */
export function advisedBy(usage: MessageUsage | null | undefined): FetchedResponse | undefined {
  const steps = stepsOf(usage)?.filter(({ type }) => type === ADVISOR);
  if (steps === undefined || steps.length === 0) return undefined;
  const used = toSum(steps);
  return used && { model: steps[0]!.model ?? undefined, usage: used };
}

/** How the call was served, besides its tier, where that may change its price. */
export function tiersOf(usage: MessageUsage | null | undefined): string[] | undefined {
  const { speed, inference_geo: geo } = usage ?? {};
  const tiers = [speed, geo].filter((tier) => typeof tier === 'string' && !USUAL.has(tier));
  return tiers.length === 0 ? undefined : (tiers as string[]);
}

/** The top-level totals exclude the usage before the last step. */
function toSum(iterations: readonly StepUsage[]): Usage | undefined {
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
  };
}

/** The steps of a call, if it has any. */
function stepsOf(usage: MessageUsage | null | undefined): readonly StepUsage[] | undefined {
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
    webFetches: later.webFetches ?? first.webFetches,
  };
}

function uncachedOf(usage: Usage): number | undefined {
  if (usage.inputTokens === undefined) return undefined;
  return usage.inputTokens - (usage.cacheReadInputTokens ?? 0) - (usage.cacheWriteInputTokens ?? 0);
}
