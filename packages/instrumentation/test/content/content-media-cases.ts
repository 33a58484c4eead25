// What can be said in the smaller APIs: prompts, pictures, recordings, searches.

import type OpenAI from 'openai';
import { CANARY, CANARY_BASE64, type ContentCase } from './content-client.ts';

/** A case that brings its call, and where it can be streamed the events of its answer. */
export interface CalledCase extends Omit<ContentCase, 'params'> {
  readonly events?: readonly object[];
  /** The first major that can do it; all that are tested unless told. */
  readonly since?: number;
  call(client: OpenAI, stream: boolean): Promise<unknown>;
}

const said = (role: string, content: string): object => ({
  role,
  parts: [{ type: 'text', content }],
});
const asked = [said('user', `A ${CANARY}`)];
const answered = [{ ...said('assistant', `A ${CANARY}`), finish_reason: 'stop' }];
const blob = {
  type: 'blob',
  modality: 'image',
  mime_type: 'image/webp',
  content: CANARY_BASE64,
} as const;
const prompt = `A ${CANARY}`;
const upload = (): File => new File([CANARY], 'a.wav');
const choice = (text: string, finish_reason: string | null = null, index = 0): object => ({
  id: 'cmpl_1',
  model: 'm',
  choices: [{ index, text, finish_reason, logprobs: null }],
});

const media: readonly CalledCase[] = [
  {
    name: 'a prompt',
    call: (client, stream) => client.completions.create({ model: 'm', prompt, stream }),
    answer: choice(`A ${CANARY}`, 'stop'),
    events: [choice('A '), choice(CANARY), choice('', 'stop')],
    expected: { input: asked, output: answered },
  },
  {
    name: 'prompts and choices',
    call: (client, stream) =>
      client.completions.create({ model: 'm', prompt: [prompt, CANARY], n: 1, stream }),
    answer: {
      id: 'cmpl_1',
      model: 'm',
      choices: [
        { index: 0, text: `A ${CANARY}`, finish_reason: 'stop', logprobs: null },
        { index: 1, text: CANARY, finish_reason: 'length', logprobs: null },
      ],
    },
    events: [choice('A '), choice(CANARY, 'length', 1), choice(CANARY, 'stop')],
    expected: {
      input: [...asked, said('user', CANARY)],
      output: [...answered, { ...said('assistant', CANARY), finish_reason: 'length' }],
    },
  },
  {
    name: 'tokens',
    call: (client) => client.completions.create({ model: 'm', prompt: [[1, 2], [3]] }),
    answer: choice(`A ${CANARY}`, 'stop'),
    expected: {
      input: [[1, 2], [3]].map((tokens) => ({
        role: 'user',
        parts: [{ type: 'generic', generic_type: 'tokens', tokens }],
      })),
      output: answered,
    },
  },
  {
    name: 'pictures',
    call: (client) => client.images.generate({ model: 'gpt-image-1', prompt }),
    answer: {
      created: 1,
      output_format: 'webp',
      data: [{ b64_json: CANARY_BASE64 }, { url: `https://example.com/${CANARY}.png` }],
    },
    expected: {
      input: asked,
      output: [
        { role: 'assistant', parts: [blob], finish_reason: 'stop' },
        {
          role: 'assistant',
          parts: [{ type: 'uri', modality: 'image', uri: `https://example.com/${CANARY}.png` }],
          finish_reason: 'stop',
        },
      ],
    },
  },
  {
    name: 'a picture that comes bit by bit',
    since: 6,
    call: (client) =>
      client.images.generate({ model: 'gpt-image-1', prompt, stream: true } as never),
    answer: [
      { type: 'image_generation.partial_image', b64_json: 'AAAA', partial_image_index: 0 },
      { type: 'image_generation.completed', b64_json: CANARY_BASE64, output_format: 'webp' },
    ],
    expected: {
      input: asked,
      output: [{ role: 'assistant', parts: [blob], finish_reason: 'stop' }],
    },
  },
  {
    name: 'a variation of a picture, which has no prompt',
    call: (client) => client.images.createVariation({ image: upload() }),
    answer: { created: 1, data: [{ url: `https://example.com/${CANARY}.png` }] },
    expected: {
      output: [
        {
          role: 'assistant',
          parts: [{ type: 'uri', modality: 'image', uri: `https://example.com/${CANARY}.png` }],
          finish_reason: 'stop',
        },
      ],
    },
  },
  {
    name: 'a recording',
    call: (client) => client.audio.transcriptions.create({ model: 'm', file: upload(), prompt }),
    answer: { text: `A ${CANARY}` },
    expected: { input: asked, output: answered },
  },
  {
    name: 'a recording whose text comes bit by bit',
    since: 5,
    call: (client) =>
      client.audio.transcriptions.create({ model: 'm', file: upload(), stream: true } as never),
    answer: [
      { type: 'transcript.text.delta', delta: 'A ' },
      { type: 'transcript.text.delta', delta: CANARY },
      { type: 'transcript.text.done', text: `A ${CANARY}` },
    ],
    expected: { output: answered },
  },
  {
    name: 'a translation',
    call: (client) => client.audio.translations.create({ model: 'm', file: upload() }),
    answer: { text: `A ${CANARY}` },
    expected: { output: answered },
  },
  {
    name: 'a text that is spoken',
    call: (client) =>
      client.audio.speech.create({
        model: 'm',
        voice: 'alloy',
        input: prompt,
        instructions: `Be a ${CANARY}.`,
      } as never),
    answer: {},
    expected: {
      instructions: [{ type: 'text', content: `Be a ${CANARY}.` }],
      input: asked,
    },
  },
  {
    name: 'nothing of embeddings',
    call: (client) =>
      client.embeddings.create({ model: 'm', input: prompt, encoding_format: 'float' }),
    answer: { model: 'm', data: [{ embedding: [1], index: 0 }], usage: { prompt_tokens: 1 } },
    expected: {},
  },
];

const hit = { filename: CANARY, attributes: {}, content: [{ type: 'text', text: CANARY }] };

const searches: readonly CalledCase[] = [prompt, ['A', CANARY]].map((query) => ({
  name: typeof query === 'string' ? 'a question' : 'questions',
  since: 5,
  call: (client) => client.vectorStores.search('vs_1', { query }),
  answer: {
    data: [
      { ...hit, file_id: `f_${CANARY}`, score: 0.5 },
      { ...hit, file_id: 'f_2', score: 0.25 },
    ],
  },
  expected: {
    query: typeof query === 'string' ? query : `A\n${CANARY}`,
    documents: [
      { id: `f_${CANARY}`, score: 0.5 },
      { id: 'f_2', score: 0.25 },
    ],
  },
}));

/** Of a version of openai. */
export const mediaOf = (version: string): readonly CalledCase[] =>
  [...media, ...searches].filter(({ since = 0 }) => Number.parseInt(version, 10) >= since);
