// Costs of Anthropic, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { CLAUDE, FAST, message, type Golden } from './answers.ts';

/** They are in this order. */
export const ANTHROPIC_COSTS: readonly Golden[] = [
  // 1000 × 3 + 500 × 15
  message(
    { input_tokens: 1000, output_tokens: 500 },
    { name: 'plain', page: CLAUDE, model: 'claude-3-5-sonnet-20241022', dollars: 0.0105 },
  ),
  // (1000 × 3 + 500 × 15) / 2
  message(
    { input_tokens: 1000, output_tokens: 500, service_tier: 'batch' },
    { name: 'tier batch', page: CLAUDE, model: 'claude-sonnet-4-5', dollars: 0.00525 },
  ),
  // 21 × 5 + 188086 × 6.25 + 393 × 25
  message(
    {
      input_tokens: 21,
      cache_creation_input_tokens: 188_086,
      cache_read_input_tokens: 0,
      output_tokens: 393,
    },
    { name: 'cache write', page: CLAUDE, model: 'claude-opus-4-5-20251101', dollars: 1.1854675 },
  ),
  // 10 × 5 + 100 × 6.25 + 900 × 10 + 50 × 25
  message(
    {
      input_tokens: 10,
      cache_creation_input_tokens: 1000,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 900 },
      output_tokens: 50,
    },
    { name: 'cache write of an hour', page: CLAUDE, model: 'claude-opus-4-5', dollars: 0.010925 },
  ),
  // 3 × 1 + 10000 × 0.1 + 200 × 5
  message(
    { input_tokens: 3, cache_read_input_tokens: 10_000, output_tokens: 200 },
    { name: 'cache read', page: CLAUDE, model: 'claude-haiku-4-5', dollars: 0.002003 },
  ),
  // 200001 × 6 + 1000 × 22.5: the whole input is beyond the limit
  message(
    { input_tokens: 200_001, output_tokens: 1000 },
    { name: 'long context', page: CLAUDE, model: 'claude-sonnet-4-5', dollars: 1.222506 },
  ),
  // 200000 × 3 + 1000 × 15
  message(
    { input_tokens: 200_000, output_tokens: 1000 },
    { name: 'as long as it may be', page: CLAUDE, model: 'claude-sonnet-4-5', dollars: 0.615 },
  ),
  // 100 × 1 + 200 × 5, and three searches at 10 a thousand
  message(
    { input_tokens: 100, output_tokens: 200, server_tool_use: { web_search_requests: 3 } },
    { name: 'web searches', page: CLAUDE, model: 'claude-haiku-4-5', dollars: 0.0311 },
  ),
  // (1000 × 5 + 100 × 25) × 6
  message(
    { input_tokens: 1000, output_tokens: 100, speed: 'fast' },
    { name: 'fast mode', page: FAST, model: 'claude-opus-4-6', dollars: 0.045 },
  ),
  // (1000 × 5 + 100 × 25) × 1.1
  message(
    { input_tokens: 1000, output_tokens: 100, inference_geo: 'us' },
    { name: 'residency', page: CLAUDE, model: 'claude-opus-4-6', dollars: 0.00825 },
  ),
  // (180000 + 23000) × 5 + (3500 + 1000) × 25
  message(
    {
      input_tokens: 23_000,
      output_tokens: 1000,
      iterations: [
        { type: 'compaction', input_tokens: 180_000, output_tokens: 3500 },
        { type: 'message', input_tokens: 23_000, output_tokens: 1000 },
      ],
    },
    { name: 'compaction', page: CLAUDE, model: 'claude-opus-4-6', dollars: 1.1275 },
  ),
];
