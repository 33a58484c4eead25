// Costs of Cohere and Voyage AI, worked out by hand: tokens times dollars for a million, searches times dollars for a
// thousand.

import type { Golden } from './answers.ts';

const COHERE = 'https://cohere.com/pricing (2026-11-29)';
const VOYAGE = 'https://docs.voyageai.com/docs/pricing (2026-11-30)';

const billed = (units: object) => ({ api_version: { version: '2' }, billed_units: units });

/** They are in this order. */
export const RERANKER_COSTS: readonly Golden[] = [
  // 1000 × 2.5 + 500 × 10: what is billed, not what was counted
  {
    name: 'chat',
    page: COHERE,
    sdk: 'cohere',
    call: 'cohereChat',
    model: 'command-a-03-2025',
    answer: {
      id: 'c1',
      finish_reason: 'COMPLETE',
      message: { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] },
      usage: {
        billed_units: { input_tokens: 1000, output_tokens: 500 },
        tokens: { input_tokens: 1498, output_tokens: 510 },
      },
    },
    dollars: 0.0075,
  },
  // 1000 × 0.12
  {
    name: 'embeddings',
    page: COHERE,
    sdk: 'cohere',
    call: 'cohereEmbed',
    model: 'embed-v4.0',
    answer: { id: 'e1', embeddings: { float: [[0.1]] }, meta: billed({ input_tokens: 1000 }) },
    dollars: 0.00012,
  },
  // 2 × 2
  {
    name: 'rerank',
    page: COHERE,
    sdk: 'cohere',
    call: 'cohereRerank',
    model: 'rerank-v3.5',
    answer: {
      id: 'r1',
      results: [{ index: 0, relevance_score: 0.9 }],
      meta: billed({ search_units: 2 }),
    },
    dollars: 0.004,
    record: { operation: 'rerank', attributes: { 'llm_otel.usage.search_units': 2 } },
  },
  // 1000 × 0.06
  {
    name: 'embeddings',
    page: VOYAGE,
    sdk: 'voyageai',
    call: 'voyageEmbed',
    model: 'voyage-3.5',
    answer: {
      object: 'list',
      data: [{ object: 'embedding', embedding: [0.1], index: 0 }],
      model: 'voyage-3.5',
      usage: { total_tokens: 1000 },
    },
    dollars: 0.00006,
  },
  // 1000 × 0.05
  {
    name: 'rerank',
    page: VOYAGE,
    sdk: 'voyageai',
    call: 'voyageRerank',
    model: 'rerank-2.5',
    answer: {
      object: 'list',
      data: [{ relevance_score: 0.4375, index: 0 }],
      model: 'rerank-2.5',
      usage: { total_tokens: 1000 },
    },
    dollars: 0.00005,
    record: { operation: 'rerank', prompt_tokens: 1000 },
  },
  // 1000 × 0.02
  {
    name: 'rerank',
    page: VOYAGE,
    sdk: 'voyageai',
    call: 'voyageRerank',
    model: 'rerank-2.5-lite',
    answer: {
      object: 'list',
      data: [{ relevance_score: 0.4375, index: 0 }],
      model: 'rerank-2.5-lite',
      usage: { total_tokens: 1000 },
    },
    dollars: 0.00002,
  },
];
