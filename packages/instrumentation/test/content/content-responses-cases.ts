// What can be said in the Responses API.

import { CANARY, CANARY_BASE64, type ContentCase } from './content-client.ts';
import { blob, file, generic, link, model, text, user } from './content-parts.ts';
import { providerCases } from './content-responses-provider-cases.ts';
import { responsesToolCases } from './content-responses-tool-cases.ts';
import { answer, message, said } from './content-responses-answer.ts';

const hello = answer([message([said(`Hello, ${CANARY}.`)])]);
const helloOut = [{ ...model(text(`Hello, ${CANARY}.`)), finish_reason: 'stop' }];

/** Of the plain call and of its stream. */
export const responsesCases: readonly ContentCase[] = [
  ...responsesToolCases,
  ...providerCases,
  {
    name: 'instructions and one text',
    params: { instructions: `Be a ${CANARY}.`, input: `Who, ${CANARY}?` },
    answer: hello,
    expected: {
      instructions: [text(`Be a ${CANARY}.`)],
      input: [user(text(`Who, ${CANARY}?`))],
      output: helloOut,
    },
  },
  {
    name: 'messages of every role and content of every type',
    params: {
      input: [
        { role: 'developer', content: `Be a ${CANARY}.` },
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: CANARY },
            { type: 'input_image', image_url: `https://example.com/${CANARY}.png` },
            { type: 'input_image', image_url: `data:image/png;base64,${CANARY_BASE64}` },
            { type: 'input_image', file_id: `f_${CANARY}` },
            { type: 'input_file', file_id: `f_${CANARY}` },
            { type: 'input_file', file_url: `https://example.com/${CANARY}.pdf` },
            { type: 'input_file', file_data: CANARY_BASE64, filename: 'a.pdf' },
            { type: 'input_audio', input_audio: { data: CANARY_BASE64, format: 'mp3' } },
            { type: 'hologram', of: CANARY },
          ],
        },
        message([said(CANARY), { type: 'refusal', refusal: `No ${CANARY}.` }]),
        { id: `item_${CANARY}` },
        { type: 'item_reference', id: `item_${CANARY}` },
      ],
    },
    answer: answer([message([{ type: 'refusal', refusal: `No ${CANARY}.` }])]),
    expected: {
      input: [
        { role: 'developer', parts: [text(`Be a ${CANARY}.`)] },
        user(
          text(CANARY),
          link('image', 'png'),
          blob('image', 'image/png'),
          file('image'),
          file('document'),
          link('document', 'pdf'),
          blob('document'),
          blob('audio', 'audio/mp3'),
          generic('hologram'),
        ),
        model(text(CANARY), generic('refusal', { content: `No ${CANARY}.` })),
        user({ type: 'generic', generic_type: 'item_reference', id: `item_${CANARY}` }),
        user({ type: 'generic', generic_type: 'item_reference', id: `item_${CANARY}` }),
      ],
      output: [
        {
          ...model(generic('refusal', { content: `No ${CANARY}.` })),
          finish_reason: 'stop',
        },
      ],
    },
  },
];
