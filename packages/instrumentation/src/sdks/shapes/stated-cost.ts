// The cost of a call that gateways and some providers state in `usage`, each in its own way.

/** Ways to state it; OpenRouter's, Perplexity's, xAI's and DeepInfra's. */
interface Stating {
  readonly cost?: unknown;
  /** The call was paid with a key of the caller at another provider: `cost` is the gateway's fee. */
  readonly is_byok?: unknown;
  readonly cost_details?: { readonly upstream_inference_cost?: unknown } | null;
  /** xAI: parts of a dollar. */
  readonly cost_in_usd_ticks?: unknown;
  readonly estimated_cost?: unknown;
}

/** https://docs.x.ai/developers/cost-tracking */
const TICKS_OF_A_DOLLAR = 1e10;

/** US dollars; `undefined` if `usage` states none. */
export function toStatedCost(usage: object): number | undefined {
  const {
    cost,
    is_byok: isByok,
    cost_details: details,
    cost_in_usd_ticks: ticks,
    estimated_cost: estimated,
  } = usage as Stating;
  if (typeof ticks === 'number') return ticks / TICKS_OF_A_DOLLAR;
  if (typeof cost === 'object' && cost !== null) {
    return toNumber((cost as { readonly total_cost?: unknown }).total_cost);
  }
  const stated = toNumber(cost ?? estimated);
  const upstream = isByok === true ? toNumber(details?.upstream_inference_cost) : undefined;
  return stated === undefined || upstream === undefined ? stated : stated + upstream;
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
