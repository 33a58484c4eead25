// Part of the table of fields: what a call cost, in US dollars.

import { double, text } from './field.ts';

const PRICED = ['inference', 'embeddings', 'rerank'] as const;

/** Cost of a call, and of what runs inside an operation. */
export const COST = {
  costAmount: double('llm_otel.cost.amount', {
    on: PRICED,
    record: 'cost_usd',
    text: 'What the call cost, rounded to a billionth of a dollar; absent if no price is known.',
  }),
  costCurrency: text('llm_otel.cost.currency', {
    shape: 'word',
    on: PRICED,
    text: 'Always `USD`.',
  }),
  costSource: text('llm_otel.cost.source', {
    shape: 'word',
    on: PRICED,
    record: 'cost_source',
    text: '`provider` if the response states the cost, `local` if a price list gives it.',
  }),
  costPriceVersion: text('llm_otel.cost.price_version', {
    shape: 'name',
    on: PRICED,
    record: 'price_version',
    text: 'The price list: a version of genai-prices, `llm-otel` and a day, or the name of your file.',
  }),
  costTotal: double('llm_otel.cost.total', {
    on: ['agent', 'remote_agent', 'workflow', 'step'],
    text: 'What all calls inside cost whose price is known. A sum of others: do not add it up.',
  }),
} as const;

/** The names proposed for the conventions (`LLM_OTEL_SEMCONV=proposed`), on inference spans. */
export const PROPOSED_COST = {
  proposedCostAmount: double('gen_ai.usage.cost.amount', {
    on: ['inference'],
    in141: null,
    text: 'Only with `LLM_OTEL_SEMCONV=proposed`: the same as `llm_otel.cost.amount`.',
  }),
  proposedCostCurrency: text('gen_ai.usage.cost.currency', {
    shape: 'word',
    on: ['inference'],
    in141: null,
    text: 'Only with `LLM_OTEL_SEMCONV=proposed`: always `USD`.',
  }),
  proposedCostSource: text('gen_ai.usage.cost.source', {
    shape: 'word',
    on: ['inference'],
    in141: null,
    text: 'Only with `LLM_OTEL_SEMCONV=proposed`: the same as `llm_otel.cost.source`.',
  }),
} as const;
