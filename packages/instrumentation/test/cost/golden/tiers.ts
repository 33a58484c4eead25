// Costs of OpenAI's tiers, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { OPENAI, PRIORITY, chat, tokens, type Golden } from './answers.ts';

/** They are in this order. */
export const TIERS_COSTS: readonly Golden[] = [
  // (1000 × 1.25 + 500 × 10) / 2
  chat(tokens(1000, 500), {
    name: 'tier flex',
    page: OPENAI,
    model: 'gpt-5',
    tier: 'flex',
    dollars: 0.003125,
  }),
  // 1000 × 2.5 + 500 × 20
  chat(tokens(1000, 500), {
    name: 'tier priority',
    page: PRIORITY,
    model: 'gpt-5',
    tier: 'priority',
    dollars: 0.0125,
  }),
  // 1000 × 4.25 + 500 × 17
  chat(tokens(1000, 500), {
    name: 'tier priority',
    page: PRIORITY,
    model: 'gpt-4o-2024-08-06',
    tier: 'priority',
    dollars: 0.01275,
  }),
  // 1000 × 0.45 + 500 × 3.6
  chat(tokens(1000, 500), {
    name: 'tier priority',
    page: PRIORITY,
    model: 'gpt-5-mini',
    tier: 'priority',
    dollars: 0.00225,
  }),
  // 500 × 0.25 + 500 × 0.125 + 500 × 1
  chat(tokens(1000, 500, { prompt_tokens_details: { cached_tokens: 500 } }), {
    name: 'tier priority, cached',
    page: PRIORITY,
    model: 'gpt-4o-mini',
    tier: 'priority',
    dollars: 0.0006875,
  }),
  // 1000 × 2.5 + 500 × 10: nothing is published for it
  chat(tokens(1000, 500), {
    name: 'tier of a contract',
    page: OPENAI,
    model: 'gpt-4o',
    tier: 'scale',
    dollars: 0.0075,
    record: { cost_note: 'standard_rate: scale' },
  }),
];
