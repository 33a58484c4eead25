// Usage in the responses that each vendor's documentation shows, and the counts that it means.

/** Counts of a call; absent ones are not told. */
export type Counts = Partial<
  Record<'input' | 'output' | 'read' | 'write' | 'hour' | 'reasoning' | 'searches', number>
>;

/** By vendor: `usage`, what it means, and the model that answered where that matters. */
export const VENDORS: readonly (readonly [
  vendor: string,
  usage: object,
  counts: Counts,
  model?: string,
])[] = [
  [
    'OpenAI',
    {
      prompt_tokens: 2006,
      completion_tokens: 300,
      total_tokens: 2306,
      prompt_tokens_details: { cached_tokens: 1920, cache_write_tokens: 64 },
      completion_tokens_details: { reasoning_tokens: 128 },
    },
    { input: 2006, output: 300, read: 1920, write: 64, reasoning: 128 },
  ],
  [
    'DeepSeek',
    {
      prompt_tokens: 100,
      completion_tokens: 40,
      total_tokens: 140,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 36,
      completion_tokens_details: { reasoning_tokens: 25 },
    },
    { input: 100, output: 40, read: 64, reasoning: 25 },
  ],
  [
    'Moonshot',
    { prompt_tokens: 19, completion_tokens: 21, total_tokens: 40, cached_tokens: 10 },
    { input: 19, output: 21, read: 10 },
  ],
  [
    'xAI, beside the output',
    {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      prompt_tokens_details: {
        text_tokens: 32,
        audio_tokens: 0,
        image_tokens: 0,
        cached_tokens: 6,
      },
      completion_tokens_details: { reasoning_tokens: 94, audio_tokens: 0 },
    },
    { input: 32, output: 103, read: 6, reasoning: 94 },
  ],
  [
    'xAI behind a gateway that adds them up',
    {
      prompt_tokens: 32,
      completion_tokens: 103,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 94 },
    },
    { input: 32, output: 103, reasoning: 94 },
  ],
  [
    'Gemini, thinking in the total alone',
    { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 },
    { input: 20, output: 603, reasoning: 405 },
    'gemini-2.5-flash',
  ],
  [
    'Gemini through a router',
    { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 },
    { input: 20, output: 603, reasoning: 405 },
    'google/gemini-2.5-pro',
  ],
  [
    'Gemini without a word of the answer',
    { prompt_tokens: 20, total_tokens: 425 },
    { input: 20, output: 405, reasoning: 405 },
    'models/gemini-3-pro',
  ],
  [
    'another model with a larger total',
    { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 },
    { input: 20, output: 198 },
  ],
  [
    'LiteLLM before Anthropic',
    {
      prompt_tokens: 2053,
      completion_tokens: 11,
      total_tokens: 2064,
      prompt_tokens_details: {
        cached_tokens: 0,
        cache_creation_tokens: 2048,
        cache_creation_token_details: {
          ephemeral_5m_input_tokens: 1024,
          ephemeral_1h_input_tokens: 1024,
        },
      },
      cache_creation_input_tokens: 2048,
      cache_read_input_tokens: 0,
    },
    { input: 2053, output: 11, read: 0, write: 2048, hour: 1024 },
  ],
  [
    'LiteLLM and Databricks, beside the totals alone',
    {
      prompt_tokens: 2053,
      completion_tokens: 11,
      cache_creation_input_tokens: 5,
      cache_read_input_tokens: 2000,
    },
    { input: 2053, output: 11, read: 2000, write: 5 },
  ],
  [
    'Alibaba Cloud',
    {
      prompt_tokens: 1605,
      completion_tokens: 214,
      total_tokens: 1819,
      prompt_tokens_details: {
        cached_tokens: 0,
        cache_creation_input_tokens: 1539,
        cache_type: 'ephemeral',
        cache_creation: { ephemeral_5m_input_tokens: 1539 },
      },
    },
    { input: 1605, output: 214, read: 0, write: 1539 },
  ],
  [
    'Requesty',
    {
      prompt_tokens: 130,
      completion_tokens: 10,
      total_tokens: 140,
      prompt_tokens_details: {
        cached_tokens: 0,
        caching_tokens: 100,
        caching_token_details: { caching_1h_tokens: 100, caching_5m_tokens: 0 },
      },
    },
    { input: 130, output: 10, read: 0, write: 100, hour: 100 },
  ],
  [
    'Perplexity, research',
    {
      prompt_tokens: 33,
      completion_tokens: 7163,
      total_tokens: 7196,
      citation_tokens: 20016,
      num_search_queries: 18,
      reasoning_tokens: 73997,
    },
    { input: 33, output: 81160, reasoning: 73997, searches: 18 },
  ],
  [
    'SGLang, which counts them in the output',
    { prompt_tokens: 7, completion_tokens: 50, total_tokens: 57, reasoning_tokens: 30 },
    { input: 7, output: 50, reasoning: 30 },
  ],
  [
    'vLLM without details',
    {
      prompt_tokens: 7,
      completion_tokens: 5,
      total_tokens: 12,
      prompt_tokens_details: null,
      completion_tokens_details: null,
    },
    { input: 7, output: 5 },
  ],
  [
    'a server that sends texts for numbers',
    { prompt_tokens: 7, completion_tokens: 5, total_tokens: '99', cached_tokens: 'many' },
    { input: 7, output: 5 },
    'gemini-x',
  ],
];
