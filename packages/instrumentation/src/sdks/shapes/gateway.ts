// What a gateway says beside the answer that it passes on: who gave it, and what that cost.

import type { Response } from '../../model/response.ts';

/** A response or a chunk; everything may be missing or of another type. */
interface Answer {
  /** OpenRouter: https://openrouter.ai/docs/api-reference/overview */
  readonly provider?: unknown;
  /** Vercel: https://vercel.com/docs/ai-gateway/openai-compat */
  readonly provider_metadata?: Metadata | null;
  readonly choices?: readonly (Choice | null)[] | null;
}
interface Choice {
  readonly message?: Pick<Answer, 'provider_metadata'> | null;
  readonly delta?: Pick<Answer, 'provider_metadata'> | null;
}
interface Metadata {
  readonly gateway?: {
    readonly routing?: { readonly finalProvider?: unknown } | null;
    /** Dollars, as a text. */
    readonly cost?: unknown;
  } | null;
}

/** Adds it to a response, or to what is known of a streamed one. */
export function addGateway(into: Response, answer: object): void {
  const { provider, provider_metadata: metadata, choices } = answer as Answer;
  const choice = choices?.[0];
  const { gateway } = metadata ?? (choice?.message ?? choice?.delta)?.provider_metadata ?? {};
  const upstream = gateway?.routing?.finalProvider ?? provider;
  if (typeof upstream === 'string') into.upstreamProvider ??= upstream;
  const statedCost = toDollars(gateway?.cost);
  if (statedCost !== undefined) into.usage = { statedCost, ...into.usage };
}

function toDollars(cost: unknown): number | undefined {
  const dollars = typeof cost === 'string' && cost !== '' ? Number(cost) : cost;
  return typeof dollars === 'number' && dollars >= 0 ? dollars : undefined;
}
