// What can be said in chat.completions.

import { chatToolCases } from './content-chat-tool-cases.ts';
import { CANARY, CANARY_BASE64, type ContentCase } from './content-client.ts';
import { blob, file, generic, link, model, reasoning, text } from './content-parts.ts';

const head = {
  id: 'chatcmpl_1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-2026-01-15',
};

/** A completion with one choice. */
const answer = (message: object, finish_reason = 'stop'): object => ({
  ...head,
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }],
});
const hello = answer({ content: `Hello, ${CANARY}.` });
const helloOut = [{ ...model(text(`Hello, ${CANARY}.`)), finish_reason: 'stop' }];
const image = `data:image/png;base64,${CANARY_BASE64}`;

/** Of the plain call and of its stream. */
export const chatCases: readonly ContentCase[] = [
  ...chatToolCases,
  {
    name: 'messages of every role',
    params: {
      messages: [
        { role: 'system', content: `Be a ${CANARY}.` },
        { role: 'developer', content: [{ type: 'text', text: `Be a good ${CANARY}.` }] },
        { role: 'user', name: `${CANARY}_keeper`, content: `Who, ${CANARY}?` },
        { role: 'assistant', content: [{ type: 'refusal', refusal: `No ${CANARY}.` }] },
        { role: 'assistant', content: null, refusal: `Still no ${CANARY}.` },
      ],
    },
    answer: hello,
    expected: {
      input: [
        { role: 'system', parts: [text(`Be a ${CANARY}.`)] },
        { role: 'developer', parts: [text(`Be a good ${CANARY}.`)] },
        { role: 'user', name: `${CANARY}_keeper`, parts: [text(`Who, ${CANARY}?`)] },
        {
          role: 'assistant',
          parts: [generic('refusal', { content: `No ${CANARY}.` })],
        },
        {
          role: 'assistant',
          parts: [generic('refusal', { content: `Still no ${CANARY}.` })],
        },
      ],
      output: helloOut,
    },
  },
  {
    name: 'images, sounds and files',
    params: {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: `What is ${CANARY}?` },
            { type: 'image_url', image_url: { url: `https://example.com/${CANARY}.png` } },
            { type: 'image_url', image_url: { url: image } },
            { type: 'input_audio', input_audio: { data: CANARY_BASE64, format: 'wav' } },
            { type: 'file', file: { file_id: `f_${CANARY}` } },
            { type: 'file', file: { file_data: `data:application/pdf;base64,${CANARY_BASE64}` } },
            { type: 'file', file: { file_data: CANARY_BASE64, filename: 'a.pdf' } },
            { type: 'file', file: { file_data: `data:text/plain,${CANARY}` } },
            { type: 'file', file: { file_data: image } },
            { type: 'hologram', depth: { of: CANARY } },
          ],
        },
      ],
    },
    answer: hello,
    expected: {
      input: [
        {
          role: 'user',
          parts: [
            text(`What is ${CANARY}?`),
            link('image', 'png'),
            blob('image', 'image/png'),
            blob('audio', 'audio/wav'),
            file('document'),
            blob('document', 'application/pdf'),
            blob('document'),
            blob('document', 'text/plain'),
            blob('image', 'image/png'),
            { type: 'generic', generic_type: 'hologram', depth: { of: CANARY } },
          ],
        },
      ],
      output: helloOut,
    },
  },
  {
    name: 'sound, which later messages only name',
    params: {
      modalities: ['text', 'audio'],
      messages: [{ role: 'assistant', audio: { id: `audio_${CANARY}` } }],
    },
    answer: answer({
      content: null,
      audio: { id: 'audio_1', data: CANARY_BASE64, expires_at: 1, transcript: `A ${CANARY}.` },
    }),
    expected: {
      input: [
        {
          role: 'assistant',
          parts: [{ type: 'file', modality: 'audio', file_id: `audio_${CANARY}` }],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [{ ...blob('audio'), transcript: `A ${CANARY}.` }],
          finish_reason: 'stop',
        },
      ],
    },
  },
  {
    name: 'several choices, thoughts and a refusal',
    params: {
      n: 2,
      messages: [{ role: 'assistant', content: CANARY, reasoning_content: `Hm, ${CANARY}.` }],
    },
    answer: {
      ...head,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: CANARY, reasoning_content: `So, ${CANARY}.` },
          finish_reason: 'length',
        },
        {
          index: 1,
          message: { role: 'assistant', reasoning: `Oh, ${CANARY}.`, refusal: `No ${CANARY}.` },
          finish_reason: 'content_filter',
        },
      ],
    },
    expected: {
      input: [
        {
          role: 'assistant',
          parts: [reasoning(`Hm, ${CANARY}.`), text(CANARY)],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [reasoning(`So, ${CANARY}.`), text(CANARY)],
          finish_reason: 'length',
        },
        {
          role: 'assistant',
          parts: [reasoning(`Oh, ${CANARY}.`), generic('refusal', { content: `No ${CANARY}.` })],
          finish_reason: 'content_filter',
        },
      ],
    },
  },
];
