// Costs of deployments, own prices, and services that state the cost, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { OPENAI, chat, tokens, type Golden } from './answers.ts';

const AZURE =
  'https://azure.microsoft.com/pricing/details/cognitive-services/openai-service/ (2026-11-29)';

/** They are in this order. */
export const ELSEWHERE_COSTS: readonly Golden[] = [
  // 1000 × 2.5 + 500 × 10: the response names the model behind the deployment
  {
    ...chat(tokens(1000, 500), {
      name: 'deployment',
      page: AZURE,
      model: 'gpt-4o-2024-08-06',
      dollars: 0.0075,
    }),
    sdk: 'azure',
    model: 'production',
  },
  // 50 × 2.5 + 200 × 40 + 20 × 10 + 100 × 80; 50 × 0.15 + 200 × 10 + 20 × 0.6 + 100 × 20
  ...(
    [
      ['gpt-4o-audio-preview-2024-12-17', 0.016325],
      ['gpt-4o-mini-audio-preview-2024-12-17', 0.0040195],
    ] as const
  ).map(([model, dollars]) => ({
    ...chat(
      tokens(250, 120, {
        prompt_tokens_details: { text_tokens: 50, audio_tokens: 200 },
        completion_tokens_details: { text_tokens: 20, audio_tokens: 100 },
      }),
      { name: 'audio of a deployment', page: AZURE, model, dollars },
    ),
    sdk: 'azure' as const,
    model: 'production',
  })),
  // As the first, by an alias of the price file
  {
    ...chat(tokens(1000, 500), {
      name: 'deployment with an alias',
      page: OPENAI,
      model: 'staging',
      dollars: 0.0075,
      record: { price_model: 'gpt-4o' },
    }),
    sdk: 'azure',
  },
  // 1000 × 1.2 + 500 × 3.4: the price file
  chat(tokens(1000, 500), {
    name: 'own price',
    page: 'prices.json',
    model: 'my-model-7',
    dollars: 0.0029,
    record: { cost_source: 'local', price_version: 'prices.json', price_model: 'my-model-*' },
  }),
  // What the service says wins: OpenRouter, with a key of its own and with the caller's
  chat(tokens(63, 255, { cost: 0.00123, is_byok: false }), {
    name: 'stated cost',
    page: 'https://openrouter.ai/docs/use-cases/usage-accounting (2026-11-29)',
    model: 'gpt-4o',
    dollars: 0.00123,
    record: { cost_source: 'provider' },
  }),
  chat(
    tokens(63, 255, {
      cost: 0.0001,
      is_byok: true,
      cost_details: { upstream_inference_cost: 0.002 },
    }),
    {
      name: 'stated cost and fee',
      page: 'https://openrouter.ai/docs/use-cases/byok (2026-11-29)',
      model: 'gpt-4o',
      dollars: 0.0021,
    },
  ),
  // Perplexity
  chat(
    tokens(10, 20, {
      cost: {
        input_tokens_cost: 0.00001,
        output_tokens_cost: 0.00002,
        request_cost: 0.005,
        total_cost: 0.00503,
      },
    }),
    {
      name: 'stated total',
      page: 'https://docs.perplexity.ai/ (2026-11-29)',
      model: 'sonar',
      dollars: 0.00503,
    },
  ),
  // xAI: 37756000 / 10^10, to the nearest nano-dollar
  chat(tokens(10, 20, { cost_in_usd_ticks: 37_756_000 }), {
    name: 'stated ticks',
    page: 'https://docs.x.ai/developers/cost-tracking (2026-11-29)',
    model: 'grok-4',
    dollars: 0.0037756,
  }),
  // LiteLLM
  chat(tokens(10, 20), {
    name: 'stated in a header',
    page: 'https://docs.litellm.ai/docs/proxy/cost_tracking (2026-11-29)',
    model: 'anything',
    headers: { 'x-litellm-response-cost': '0.00042' },
    dollars: 0.00042,
  }),
];
