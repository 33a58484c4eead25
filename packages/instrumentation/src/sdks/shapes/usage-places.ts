// Where servers that speak OpenAI's API put token counts that OpenAI puts elsewhere, or does not have. A server is
// known by what it sends, not by its address: gateways pass usage on.

import { toCount } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';

/** Any object of the response. */
type Named = Readonly<Record<string, unknown>>;

/** Names beside the totals: Moonshot and Together; DeepSeek; LiteLLM and Databricks. */
const CACHE_READ = ['cached_tokens', 'prompt_cache_hit_tokens', 'cache_read_input_tokens'];
/** Names among the details of the input: OpenAI and OpenRouter; LiteLLM; Alibaba Cloud; Requesty. */
const CACHE_WRITE_DETAILS = [
  'cache_write_tokens',
  'cache_creation_tokens',
  'cache_creation_input_tokens',
  'caching_tokens',
];
/** LiteLLM and Databricks, beside the totals. */
const CACHE_WRITE = ['cache_creation_input_tokens'];
/** What part of the writes lasts an hour: LiteLLM; Requesty. */
const LIFETIMES = [
  ['cache_creation_token_details', 'ephemeral_1h_input_tokens'],
  ['caching_token_details', 'caching_1h_tokens'],
] as const;

/** Models whose thinking only the total has: https://ai.google.dev/gemini-api/docs/openai */
const THINKS_BESIDE = /(?:^|\/)gemini-/;

/** Adds to `whole` what stands in other places of `usage`. */
export function addOtherPlaces(
  whole: Usage,
  usage: object,
  input: object | null | undefined,
  model?: unknown,
): void {
  const top = usage as Named;
  const details = (input ?? {}) as Named;
  whole.cacheReadInputTokens ??= firstCount(top, CACHE_READ);
  whole.cacheWriteInputTokens ??=
    firstCount(details, CACHE_WRITE_DETAILS) ?? firstCount(top, CACHE_WRITE);
  if (whole.cacheWriteInputTokens) addLifetime(whole, details);
  addReasoning(whole, top, model);
}

function firstCount(values: Named, names: readonly string[]): number | undefined {
  for (const name of names) {
    const count = toCount(values[name]);
    if (count !== undefined) return count;
  }
  return undefined;
}

function addLifetime(whole: Usage, details: Named): void {
  for (const [place, name] of LIFETIMES) {
    const lasting = toCount((details[place] as Named | null | undefined)?.[name]);
    if (lasting) whole.cacheWrite1hTokens = lasting;
  }
}

/** Reasoning is a part of the output; some servers count it beside the output. */
function addReasoning(whole: Usage, top: Named, model: unknown): void {
  const { inputTokens, outputTokens = 0, reasoningOutputTokens: known } = whole;
  // Perplexity's research, whose total has neither this nor the citations. Others count it in the output.
  const searches = toCount(top['num_search_queries']);
  const reasoning = known ?? toCount(top['reasoning_tokens']);
  const beside =
    searches !== undefined && known === undefined
      ? reasoning
      : restOfTotal(toCount(top['total_tokens']), inputTokens, outputTokens, reasoning, model);
  if (searches) whole.webSearches = searches;
  if (beside) whole.outputTokens = outputTokens + beside;
  const counted = beside ?? reasoning;
  if (counted !== undefined) whole.reasoningOutputTokens = counted;
}

/** xAI's total is the sum of input, output and reasoning; Gemini's has the thinking that is told nowhere else. */
function restOfTotal(
  total: number | undefined,
  input: number | undefined,
  output: number,
  reasoning: number | undefined,
  model: unknown,
): number | undefined {
  if (total === undefined || input === undefined || total <= input + output) return undefined;
  const rest = total - input - output;
  if (reasoning) return rest === reasoning ? rest : undefined;
  return typeof model === 'string' && THINKS_BESIDE.test(model) ? rest : undefined;
}
