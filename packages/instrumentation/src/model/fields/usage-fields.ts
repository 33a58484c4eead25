// Part of the table of fields: token counts. Cached tokens are part of the input, reasoning tokens part of the output.

import { count } from './field.ts';

/** What a call used, by its key in the model. */
export const USAGE = {
  inputTokens: count('gen_ai.usage.input_tokens', {
    on: ['inference', 'embeddings', 'agent'],
    record: 'prompt_tokens',
    text: 'Input tokens, cached ones included; of an agent, those of its own calls.',
  }),
  outputTokens: count('gen_ai.usage.output_tokens', {
    on: ['inference', 'agent'],
    record: 'completion_tokens',
    text: 'Output tokens, reasoning ones included; of an agent, those of its own calls.',
  }),
  cacheReadInputTokens: count('gen_ai.usage.cache_read.input_tokens', {
    on: ['inference'],
    record: 'cache_read_tokens',
    text: 'Input tokens that a provider-side cache served.',
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
} as const;

/** Parts of the counts by what the tokens stand for, where the provider tells. */
export const MODALITIES = {
  textInputTokens: count('gen_ai.usage.text.input_tokens', {
    on: ['inference'],
    text: 'Those of the input tokens that are text, where the provider tells.',
  }),
  imageInputTokens: count('gen_ai.usage.image.input_tokens', {
    on: ['inference'],
    text: 'Those of the input tokens that are image, where the provider tells.',
  }),
  audioInputTokens: count('gen_ai.usage.audio.input_tokens', {
    on: ['inference'],
    text: 'Those of the input tokens that are audio, where the provider tells.',
  }),
  textOutputTokens: count('gen_ai.usage.text.output_tokens', {
    on: ['inference'],
    text: 'Those of the output tokens that are text, where the provider tells.',
  }),
  imageOutputTokens: count('gen_ai.usage.image.output_tokens', {
    on: ['inference'],
    text: 'Those of the output tokens that are image, where the provider tells.',
  }),
  audioOutputTokens: count('gen_ai.usage.audio.output_tokens', {
    on: ['inference'],
    text: 'Those of the output tokens that are audio, where the provider tells.',
  }),
  textCacheReadInputTokens: count('gen_ai.usage.text.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Those of the cached input tokens that are text, where the provider tells.',
  }),
  imageCacheReadInputTokens: count('gen_ai.usage.image.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Those of the cached input tokens that are image, where the provider tells.',
  }),
  audioCacheReadInputTokens: count('gen_ai.usage.audio.cache_read.input_tokens', {
    on: ['inference'],
    text: 'Those of the cached input tokens that are audio, where the provider tells.',
  }),
} as const;
