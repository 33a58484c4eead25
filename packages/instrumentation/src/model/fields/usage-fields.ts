// Part of the table of fields: token counts. Cached tokens are part of the input, reasoning tokens part of the output.

import { count, double } from './field.ts';

/** Usage of a call, by its key in the model. */
export const USAGE = {
  inputTokens: count('gen_ai.usage.input_tokens', {
    on: ['inference', 'embeddings', 'rerank', 'agent'],
    record: 'prompt_tokens',
    text: 'Input tokens, including cached tokens; on an agent, the tokens of its own calls.',
  }),
  outputTokens: count('gen_ai.usage.output_tokens', {
    on: ['inference', 'agent'],
    record: 'completion_tokens',
    text: 'Output tokens, including reasoning tokens; on an agent, the tokens of its own calls.',
  }),
  cacheReadInputTokens: count('gen_ai.usage.cache_read.input_tokens', {
    on: ['inference'],
    record: 'cache_read_tokens',
    text: 'Input tokens served from a provider-side cache.',
  }),
  cacheWriteInputTokens: count('gen_ai.usage.cache_write.input_tokens', {
    on: ['inference'],
    in141: 'gen_ai.usage.cache_creation.input_tokens',
    record: 'cache_write_tokens',
    text: 'Input tokens written to a provider-side cache.',
  }),
  reasoningOutputTokens: count('gen_ai.usage.reasoning.output_tokens', {
    on: ['inference'],
    record: 'reasoning_tokens',
    text: 'Output tokens spent on reasoning.',
  }),
  cacheWrite1hTokens: count('llm_otel.usage.cache_write_1h.input_tokens', {
    on: ['inference'],
    record: 'attributes',
    text: 'The part of the cache writes that lasts an hour: it has a price of its own.',
  }),
  webSearches: count('llm_otel.usage.web_searches', {
    on: ['inference'],
    record: 'attributes',
    text: "Searches of the web by the provider's own tool, which it charges each.",
  }),
  webFetches: count('llm_otel.usage.web_fetches', {
    on: ['inference'],
    record: 'attributes',
    text: "Pages of the web that the provider's own tool has fetched.",
  }),
  fileSearches: count('llm_otel.usage.file_searches', {
    on: ['inference'],
    record: 'attributes',
    text: "Searches of a vector store by the provider's own tool, which it charges each.",
  }),
  searchUnits: count('llm_otel.usage.search_units', {
    on: ['rerank'],
    record: 'attributes',
    text: 'Units that a rerank is charged by.',
  }),
  imageCount: count('llm_otel.usage.images', {
    on: ['inference'],
    record: 'attributes',
    omitted: 0,
    text: 'Generated images.',
  }),
  characters: count('llm_otel.usage.characters', {
    on: ['inference'],
    record: 'attributes',
    text: 'Characters of a text that became speech, where they are charged.',
  }),
  audioSeconds: double('llm_otel.usage.audio_seconds', {
    on: ['inference'],
    record: 'attributes',
    text: 'Seconds of a recording that became text, where they are charged.',
  }),
} as const;

/** Parts of the counts by token modality, if the provider reports them. */
export const MODALITIES = {
  textInputTokens: count('gen_ai.usage.text.input_tokens', {
    on: ['inference'],
    text: 'Input tokens that are text, if the provider reports them.',
  }),
  imageInputTokens: count('gen_ai.usage.image.input_tokens', {
    on: ['inference'],
    text: 'Input tokens that are image, if the provider reports them.',
  }),
  audioInputTokens: count('gen_ai.usage.audio.input_tokens', {
    on: ['inference'],
    text: 'Input tokens that are audio, if the provider reports them.',
  }),
  textOutputTokens: count('gen_ai.usage.text.output_tokens', {
    on: ['inference'],
    text: 'Output tokens that are text, if the provider reports them.',
  }),
  imageOutputTokens: count('gen_ai.usage.image.output_tokens', {
    on: ['inference'],
    text: 'Output tokens that are image, if the provider reports them.',
  }),
  audioOutputTokens: count('gen_ai.usage.audio.output_tokens', {
    on: ['inference'],
    text: 'Output tokens that are audio, if the provider reports them.',
  }),
  textCacheReadInputTokens: count('gen_ai.usage.text.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Cached input tokens that are text, if the provider reports them.',
  }),
  imageCacheReadInputTokens: count('gen_ai.usage.image.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Cached input tokens that are image, if the provider reports them.',
  }),
  audioCacheReadInputTokens: count('gen_ai.usage.audio.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Cached input tokens that are audio, if the provider reports them.',
  }),
} as const;
