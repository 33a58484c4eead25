// Costs of calls whose cost nobody knows, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { OPENAI, chat, tokens, type Golden } from './answers.ts';

/** They are in this order. */
export const UNKNOWN_COSTS: readonly Golden[] = [
  chat(tokens(10, 20), {
    name: 'unknown model',
    page: OPENAI,
    model: 'nobody-knows-it',
    dollars: null,
    record: { cost_note: 'unknown_model' },
  }),
  chat(tokens(-10, -20), {
    name: 'negative usage',
    page: OPENAI,
    model: 'gpt-4o',
    dollars: null,
    record: { cost_note: 'no_usage' },
  }),
  chat(
    { prompt_tokens: 'NaN', completion_tokens: null },
    {
      name: 'usage that is no number',
      page: OPENAI,
      model: 'gpt-4o',
      dollars: null,
      record: { cost_note: 'no_usage' },
    },
  ),
  chat(tokens(10, 20, { prompt_tokens_details: { cached_tokens: 11 } }), {
    name: 'more cached than there is',
    page: OPENAI,
    model: 'gpt-4o',
    dollars: null,
    record: { cost_note: 'odd_usage' },
  }),
  chat(undefined, {
    name: 'no usage',
    page: OPENAI,
    model: 'gpt-4o',
    dollars: null,
    record: { cost_note: 'no_usage' },
  }),
];
