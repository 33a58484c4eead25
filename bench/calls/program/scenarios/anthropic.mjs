// @anthropic-ai/sdk: messages.

import { chatSpan } from './chat-completion.mjs';
import { asked, text } from './conversation.mjs';

const model = 'claude-opus-4-5';
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-5-20251101',
  content: [{ type: 'text', text }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 34 },
};
const delta = {
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: ' text' },
};

export const messages = {
  open(require, options) {
    const { Anthropic } = require('@anthropic-ai/sdk');
    const { fetch } = options;
    const client = new Anthropic({ apiKey: 'unused', baseURL: 'http://127.0.0.1:4010', fetch });
    const request = {
      model,
      temperature: 0.2,
      max_tokens: 100,
      messages: asked(options.isContentOn),
      ...(options.isStreamed && { stream: true }),
    };
    return () => client.messages.create(request);
  },
  answer: (chunks) => (chunks === 0 ? JSON.stringify(message) : streamed(chunks)),
  request: chatSpan('anthropic', model).request,
  response: ({ id, model: answered, stop_reason, usage }) => ({
    id,
    model: answered,
    finishReason: stop_reason ?? 'end_turn',
    inputTokens: usage?.input_tokens,
    outputTokens: usage?.output_tokens,
  }),
};

function streamed(chunks) {
  const all = [
    { type: 'message_start', message: { ...message, content: [], stop_reason: null } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...Array.from({ length: Math.max(0, chunks - 5) }, () => delta),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 34 },
    },
    { type: 'message_stop' },
  ];
  const lines = all.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return new TextEncoder().encode(lines.join(''));
}
