// What can be said in Anthropic's messages.

import { CANARY, CANARY_BASE64, type ContentCase } from './content-client.ts';
import { messagesToolCases } from './content-messages-tool-cases.ts';
import { blob, file, generic, link, model, text } from './content-parts.ts';

/** A whole message. */
const answer = (content: readonly object[], stop_reason = 'end_turn'): object => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-5-2026-01-15',
  content,
  stop_reason,
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 3 },
});
const hello = answer([
  { type: 'text', text: `Hello, ${CANARY}.`, citations: [{ cited_text: CANARY }] },
]);
const helloOut = [{ ...model(text(`Hello, ${CANARY}.`)), finish_reason: 'stop' }];
const base64 = (media_type: string): object => ({
  type: 'base64',
  media_type,
  data: CANARY_BASE64,
});

/** Of the plain call and of its stream. */
export const messagesCases: readonly ContentCase[] = [
  ...messagesToolCases,
  {
    name: 'a system text and messages',
    params: {
      system: `Be a ${CANARY}.`,
      messages: [
        { role: 'user', content: `Who, ${CANARY}?` },
        { role: 'assistant', content: [{ type: 'text', text: CANARY, citations: [{}] }] },
      ],
    },
    answer: hello,
    expected: {
      instructions: [text(`Be a ${CANARY}.`)],
      input: [
        { role: 'user', parts: [text(`Who, ${CANARY}?`)] },
        { role: 'assistant', parts: [text(CANARY)] },
      ],
      output: helloOut,
    },
  },
  {
    name: 'images, documents and files',
    params: {
      system: [{ type: 'text', text: CANARY, cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: base64('image/png') },
            { type: 'image', source: { type: 'url', url: `https://example.com/${CANARY}.png` } },
            { type: 'image', source: { type: 'file', file_id: `f_${CANARY}` } },
            { type: 'document', source: base64('application/pdf'), title: 'a' },
            { type: 'document', source: { type: 'url', url: `https://example.com/${CANARY}.pdf` } },
            { type: 'document', source: { type: 'file', file_id: `f_${CANARY}` } },
            { type: 'document', source: { type: 'text', media_type: 'text/plain', data: CANARY } },
            { type: 'document', source: { type: 'content', content: CANARY } },
            {
              type: 'document',
              source: {
                type: 'content',
                content: [
                  { type: 'text', text: CANARY },
                  { type: 'image', source: base64('image/gif') },
                ],
              },
            },
            { type: 'container_upload', file_id: `f_${CANARY}` },
            { type: 'hologram', of: CANARY, cache_control: { type: 'ephemeral' } },
          ],
        },
      ],
    },
    answer: hello,
    expected: {
      instructions: [text(CANARY)],
      input: [
        {
          role: 'user',
          parts: [
            blob('image', 'image/png'),
            link('image', 'png'),
            file('image'),
            blob('document', 'application/pdf'),
            link('document', 'pdf'),
            file('document'),
            text(CANARY),
            text(CANARY),
            text(CANARY),
            blob('image', 'image/gif'),
            file('document'),
            generic('hologram'),
          ],
        },
      ],
      output: helloOut,
    },
  },
];
