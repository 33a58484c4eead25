// Calls of the first version of the API.

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

const conversation = {
  message: question,
  preamble: 'You are a quokka.',
  chatHistory: [
    { role: 'USER' as const, message: 'Hello, quokka!' },
    { role: 'CHATBOT' as const, message: 'Hello!' },
  ],
  tools: [
    {
      name: 'weather',
      description,
      parameterDefinitions: { city: { description: 'of quokkas', type: 'str', required: true } },
    },
  ],
};

export const calls: readonly AdapterCall<Client>[] = [
  {
    name: 'chat, version 1',
    make: ({ v1 }, stage) =>
      v1.chat({ model: stage.model, ...conversation, ...settings }, options(stage)),
    path: '/v1/chat',
    fixture: 'chat-1.json',
    span: {
      ...answered('chat', 'ebe50c73-6ba4-465d-8a31-9ac0d4ee4f2f', 'stop', [72, 9]),
      ...asked,
      'llm_otel.request.message_count': 3,
    },
    said: {
      instructions: [text('You are a quokka.')],
      input: [
        { role: 'user', parts: [text('Hello, quokka!')] },
        { role: 'assistant', parts: [text('Hello!')] },
        ...input,
      ],
      tools: [
        {
          type: 'function',
          name: 'weather',
          description,
          parameters: conversation.tools[0]!.parameterDefinitions,
        },
      ],
      output: says([text('I will ask for the weather of the quokka.'), call]),
    },
    lacks,
  },
  {
    name: 'chat, version 1, streamed',
    twin: 'chat, version 1',
    make: ({ v1 }, stage) =>
      v1.chatStream({ model: stage.model, ...conversation, ...settings }, options(stage)),
    path: '/v1/chat',
    fixture: 'chat-1.ndjson',
  },
  {
    name: 'completion',
    make: ({ v1 }, stage) =>
      v1.generate({ model: stage.model, prompt: 'The quokka lives' }, options(stage)),
    path: '/v1/generate',
    fixture: 'generate.json',
    span: answered('text_completion', '6eb23a2c-9d4f-4a5f-9d3b-1d2c3e4f5a6b', 'length', [4, 6]),
    said: {
      input: [{ role: 'user', parts: [text('The quokka lives')] }],
      output: says([text(' on Rottnest Island, quokka.')], 'length'),
    },
    lacks,
  },
  {
    name: 'summary',
    make: ({ v1 }, stage) =>
      v1.summarize({ model: stage.model, text: 'Of a quokka.' }, options(stage)),
    path: '/v1/summarize',
    fixture: 'summary.json',
    span: answered('text_completion', '2b1de636-9884-4973-ba11-108f95a2d37f', 'stop', [60, 11]),
    said: {
      input: [{ role: 'user', parts: [text('Of a quokka.')] }],
      output: says([text('A quokka is small, and a quokka is a marsupial.')]),
    },
    lacks,
  },
  {
    name: 'embeddings, version 1',
    make: ({ v1 }, stage) =>
      v1.embed({ model: stage.model, ...texts, embeddingTypes: ['float'] }, options(stage)),
    path: '/v1/embed',
    fixture: 'embeddings-1.json',
    span: embedded(4),
    lacks,
  },
  {
    name: 'rerank, version 1',
    make: ({ v1 }, stage) =>
      v1.rerank(
        {
          model: stage.model,
          query: question,
          documents: documents.map((document) => ({ text: document })),
          topN: 2,
        },
        options(stage),
      ),
    path: '/v1/rerank',
    fixture: 'rerank.json',
    span: reranked,
    said: ranking,
    lacks,
  },
];
