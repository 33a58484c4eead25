// Costs of Bedrock, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import type { Golden } from './answers.ts';

const page = 'https://aws.amazon.com/bedrock/pricing/ (2026-11-29)';
const asked = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 9,
  messages: [{ role: 'user', content: 'hi' }],
};

/** Claude behind InvokeModel: the answer has the maker's name of the model. */
function claude(name: string, model: string, dollars: number): Golden {
  return {
    name,
    page,
    sdk: 'bedrock',
    call: 'invoke',
    model,
    asked,
    answer: {
      id: 'm1',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-5-5',
      content: [{ type: 'text', text: 'Hi' }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 1000,
        cache_read_input_tokens: 2000,
        cache_creation_input_tokens: 400,
        cache_creation: { ephemeral_5m_input_tokens: 300, ephemeral_1h_input_tokens: 100 },
        output_tokens: 500,
      },
    },
    dollars,
  };
}

/** They are in this order. */
export const BEDROCK_COSTS: readonly Golden[] = [
  // 1000 × 4 + 2000 × 0.2 + 300 × 5 + 100 × 8 + 500 × 20
  claude('of all regions', 'global.anthropic.claude-opus-5-5-v1:0', 0.0167),
  // 1000 × 4.4 + 2000 × 0.22 + 300 × 5.5 + 100 × 8.8 + 500 × 22
  claude('of one region', 'us.anthropic.claude-opus-5-5-v1:0', 0.01837),
  // 1000 × 2.5 + 4000 × 0.625 + 500 × 12.5
  {
    name: 'Converse with a cache',
    page,
    sdk: 'bedrock',
    call: 'converse',
    model: 'us.amazon.nova-premier-v1:0',
    answer: {
      output: { message: { role: 'assistant', content: [{ text: 'Hi' }] } },
      stopReason: 'end_turn',
      usage: {
        inputTokens: 1000,
        cacheReadInputTokens: 4000,
        outputTokens: 500,
        totalTokens: 5500,
      },
    },
    dollars: 0.01125,
  },
  // 1000 × 0.1
  {
    name: 'embeddings',
    page,
    sdk: 'bedrock',
    call: 'invoke',
    model: 'amazon.titan-embed-text-v1',
    asked: { inputText: 'hi' },
    answer: { embedding: [0.1, 0.2], inputTextTokenCount: 1000 },
    dollars: 0.0001,
  },
  // 1000 × 0.02
  {
    name: 'embeddings of the second version',
    page,
    sdk: 'bedrock',
    call: 'invoke',
    model: 'amazon.titan-embed-text-v2:0',
    asked: { inputText: 'hi' },
    answer: { embedding: [0.1, 0.2], inputTextTokenCount: 1000 },
    dollars: 0.00002,
  },
];
