// groq-sdk: chat completions.

import { chatAnswer, chatSpan } from './chat-completion.mjs';
import { asked } from './conversation.mjs';

const model = 'llama-3.3-70b-versatile';

export const groq = {
  open(require, { fetch, isContentOn }) {
    const { Groq } = require('groq-sdk');
    const client = new Groq({ apiKey: 'unused', baseURL: 'http://127.0.0.1:4010', fetch });
    const request = { model, temperature: 0.2, max_tokens: 100, messages: asked(isContentOn) };
    return () => client.chat.completions.create(request);
  },
  answer: chatAnswer,
  ...chatSpan('groq', model),
};
