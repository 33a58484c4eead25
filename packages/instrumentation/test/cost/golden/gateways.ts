// Costs of services with models of others: Cerebras, Together and OpenRouter. The prices are those of the table that comes
// with the package, in dollars for a million tokens; OpenRouter says itself what a call cost.

import { chat, embeddings, tokens, type Golden } from './answers.ts';

const TABLE = 'genai-prices 0.1.8, published on 2026-09-23';
const USAGE_ACCOUNTING = 'https://openrouter.ai/docs/use-cases/usage-accounting (2026-11-30)';

/** They are in this order. */
export const GATEWAY_COSTS: readonly Golden[] = [
  // 1000 × 0.35 + 500 × 0.75
  chat(tokens(1000, 500), {
    name: 'flagship',
    page: TABLE,
    sdk: 'cerebras',
    model: 'gpt-oss-120b',
    dollars: 0.000725,
    record: { cost_source: 'local' },
  }),
  // 1000 × 0.88 + 500 × 0.88
  chat(tokens(1000, 500), {
    name: 'flagship',
    page: TABLE,
    sdk: 'together',
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    dollars: 0.00132,
    record: { cost_source: 'local' },
  }),
  // 1000 × 1.25 + 500 × 10
  routed(tokens(1000, 500), { name: 'flagship', page: TABLE, dollars: 0.00625 }),
  routed(tokens(1000, 500, { cost: 0.0043, is_byok: false }), {
    name: 'stated cost',
    page: USAGE_ACCOUNTING,
    dollars: 0.0043,
    record: { cost_source: 'provider' },
  }),
  // The fee, and what the caller's own key is charged
  routed(
    tokens(1000, 500, {
      cost: 0.0003,
      is_byok: true,
      cost_details: {
        upstream_inference_cost: 0.006,
        upstream_inference_prompt_cost: 0.001,
        upstream_inference_completions_cost: 0.005,
      },
    }),
    { name: 'stated cost and fee', page: USAGE_ACCOUNTING, dollars: 0.0063 },
  ),
  {
    ...embeddings(1000, {
      name: 'stated cost of embeddings',
      page: USAGE_ACCOUNTING,
      model: 'openai/text-embedding-3-small',
      dollars: 0.00002,
      record: { cost_source: 'provider' },
    }),
    sdk: 'openrouter',
    call: 'embed',
    answer: {
      object: 'list',
      model: 'openai/text-embedding-3-small',
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      usage: { prompt_tokens: 1000, total_tokens: 1000, cost: 0.00002 },
    },
  },
];

function routed(usage: object, about: Omit<Parameters<typeof chat>[1], 'model'>): Golden {
  const golden = chat(usage, { ...about, model: 'openai/gpt-5' });
  const answer = { ...golden.answer, system_fingerprint: null };
  return { ...golden, sdk: 'openrouter', call: 'send', answer };
}
