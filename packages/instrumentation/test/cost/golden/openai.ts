// Costs of OpenAI, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { OPENAI, chat, tokens, response, images, embeddings, type Golden } from './answers.ts';

/** They are in this order. */
export const OPENAI_COSTS: readonly Golden[] = [
  // S2-61: the six prices. 1000 × 2.5 + 500 × 10
  chat(tokens(1000, 500), { name: 'plain', page: OPENAI, model: 'gpt-4o', dollars: 0.0075 }),
  // 1000 × 0.15 + 500 × 0.6
  chat(tokens(1000, 500), {
    name: 'small model',
    page: OPENAI,
    model: 'gpt-4o-mini',
    dollars: 0.00045,
  }),
  // 86 × 2.5 + 1920 × 1.25 + 300 × 10
  chat(tokens(2006, 300, { prompt_tokens_details: { cached_tokens: 1920 } }), {
    name: 'cached input',
    page: OPENAI,
    model: 'gpt-4o-2024-08-06',
    dollars: 0.005615,
  }),
  // 2000 × 1.25 + 8000 × 0.125 + 200 × 10: reasoning is part of the output
  response(
    {
      input_tokens: 10_000,
      input_tokens_details: { cached_tokens: 8000 },
      output_tokens: 200,
      output_tokens_details: { reasoning_tokens: 128 },
    },
    {
      name: 'cached input and reasoning',
      page: OPENAI,
      model: 'gpt-5-2025-08-07',
      dollars: 0.0055,
    },
  ),
  // 100 × 2 + 1200 × 8
  chat(tokens(100, 1200, { completion_tokens_details: { reasoning_tokens: 1000 } }), {
    name: 'reasoning',
    page: OPENAI,
    model: 'o3',
    dollars: 0.0098,
  }),
  // 50 × 2.5 + 200 × 32 + 20 × 10 + 100 × 64
  chat(
    tokens(250, 120, {
      prompt_tokens_details: { text_tokens: 50, audio_tokens: 200 },
      completion_tokens_details: { text_tokens: 20, audio_tokens: 100 },
    }),
    { name: 'audio', page: OPENAI, model: 'gpt-audio', dollars: 0.013125 },
  ),
  // 50 × 2.5 + 200 × 40 + 20 × 10 + 100 × 80
  chat(
    tokens(250, 120, {
      prompt_tokens_details: { text_tokens: 50, audio_tokens: 200 },
      completion_tokens_details: { text_tokens: 20, audio_tokens: 100 },
    }),
    { name: 'audio of a preview', page: OPENAI, model: 'gpt-4o-audio-preview', dollars: 0.016325 },
  ),
  // 50 × 5 + 4160 × 40
  images(
    { input_tokens: 50, input_tokens_details: { text_tokens: 50 }, output_tokens: 4160 },
    { name: 'an image', page: OPENAI, model: 'gpt-image-1', dollars: 0.16665 },
  ),
  // 40 × 5 + 300 × 10 + 1056 × 40
  images(
    {
      input_tokens: 340,
      input_tokens_details: { text_tokens: 40, image_tokens: 300 },
      output_tokens: 1056,
    },
    { name: 'an image of an image', page: OPENAI, model: 'gpt-image-1', dollars: 0.04544 },
  ),
  // 8 × 0.02
  embeddings(8, {
    name: 'embeddings',
    page: OPENAI,
    model: 'text-embedding-3-small',
    dollars: 0.00000016,
  }),
  // 1536 × 0.13
  embeddings(1536, {
    name: 'embeddings',
    page: OPENAI,
    model: 'text-embedding-3-large',
    dollars: 0.00019968,
  }),
  // 60 of 3600 seconds at 0.36 an hour
  {
    name: 'seconds of audio',
    page: OPENAI,
    sdk: 'openai',
    call: 'transcriptions',
    model: 'whisper-1',
    answer: { text: 'Hi', usage: { type: 'duration', seconds: 60 } },
    dollars: 0.006,
  },
  // 1000 × 1.25 + 500 × 10, and two searches at 10 a thousand
  response(
    { input_tokens: 1000, output_tokens: 500 },
    { name: 'web searches', page: OPENAI, model: 'gpt-5', dollars: 0.02625 },
    [
      {
        type: 'web_search_call',
        id: 'w1',
        status: 'completed',
        action: { type: 'search', query: 'a' },
      },
      {
        type: 'web_search_call',
        id: 'w2',
        status: 'completed',
        action: { type: 'open_page', url: 'u' },
      },
      {
        type: 'web_search_call',
        id: 'w3',
        status: 'completed',
        action: { type: 'search', query: 'b' },
      },
    ],
  ),
  // 1000 × 3.75 + 500 × 15
  chat(tokens(1000, 500), {
    name: 'fine-tune',
    page: OPENAI,
    model: 'ft:gpt-4o-2024-08-06:acme::9x',
    dollars: 0.01125,
  }),
];
