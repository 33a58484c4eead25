// Calls of the second version of the API.

import type { AdapterCall } from '../adapter-data.ts';
import {
  answered,
  asked,
  call,
  type Client,
  description,
  documents,
  embedded,
  input,
  lacks,
  options,
  question,
  ranking,
  reranked,
  says,
  settings,
  text,
  texts,
} from './asked.ts';

const messages = [{ role: 'user' as const, content: question }];
const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const tools = [
  { type: 'function' as const, function: { name: 'weather', description, parameters } },
];

export const calls: readonly AdapterCall<Client>[] = [
  {
    name: 'chat',
    make: ({ v2 }, stage) => v2.chat({ model: stage.model, messages, ...settings }, options(stage)),
    path: '/v2/chat',
    fixture: 'chat.json',
    span: {
      ...answered('chat', '5a50480a-cf52-46f0-af01-53d18539bd31', 'stop', [17, 12]),
      ...asked,
      'gen_ai.usage.cache_read.input_tokens': 16,
    },
    said: {
      input,
      output: says([
        { type: 'reasoning', content: 'A quokka is a marsupial.' },
        text('The quokka lives on Rottnest Island.'),
      ]),
    },
    lacks,
  },
  {
    name: 'chat, streamed',
    twin: 'chat',
    make: ({ v2 }, stage) =>
      v2.chatStream({ model: stage.model, messages, ...settings }, options(stage)),
    path: '/v2/chat',
    fixture: 'chat.sse',
  },
  {
    name: 'tools',
    make: ({ v2 }, stage) => v2.chat({ model: stage.model, messages, tools }, options(stage)),
    path: '/v2/chat',
    fixture: 'tools.json',
    span: answered('chat', '0f2c1e6a-6a4e-4e0b-9a51-7f3d1c5b8a90', 'tool_call', [37, 21]),
    said: {
      input,
      tools: [{ type: 'function', name: 'weather', description, parameters }],
      output: says(
        [
          { type: 'reasoning', content: 'I will ask for the weather of the quokka.' },
          { ...call, id: 'weather_8jq2vk' },
        ],
        'tool_call',
      ),
    },
    // More tokens are cached than billed.
    lacks: [...lacks, 'gen_ai.usage.cache_read.input_tokens'],
  },
  {
    name: 'tools, streamed',
    twin: 'tools',
    make: ({ v2 }, stage) => v2.chatStream({ model: stage.model, messages, tools }, options(stage)),
    path: '/v2/chat',
    fixture: 'tools.sse',
  },
  {
    name: 'embeddings',
    make: ({ v2 }, stage) =>
      v2.embed({ model: stage.model, ...texts, embeddingTypes: ['float'] }, options(stage)),
    path: '/v2/embed',
    fixture: 'embeddings.json',
    span: embedded(3),
    lacks,
  },
  {
    name: 'rerank',
    make: ({ v2 }, stage) =>
      v2.rerank({ model: stage.model, query: question, documents, topN: 2 }, options(stage)),
    path: '/v2/rerank',
    fixture: 'rerank.json',
    span: reranked,
    said: ranking,
    lacks,
  },
];
