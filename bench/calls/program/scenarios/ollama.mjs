// ollama: chat.

import { chatSpan } from './chat-completion.mjs';
import { asked, text } from './conversation.mjs';

const model = 'llama3.2:3b';

export const ollama = {
  open(require, { fetch, isContentOn }) {
    const { Ollama } = require('ollama');
    const client = new Ollama({ host: 'http://127.0.0.1:4010', fetch });
    const options = { temperature: 0.2, num_predict: 100 };
    return () => client.chat({ model, options, messages: asked(isContentOn) });
  },
  answer: () =>
    JSON.stringify({
      model,
      created_at: '2026-01-01T00:00:00Z',
      message: { role: 'assistant', content: text },
      done_reason: 'stop',
      done: true,
      prompt_eval_count: 12,
      eval_count: 34,
    }),
  request: chatSpan('ollama', model).request,
  response: ({ model: answered, done_reason, prompt_eval_count, eval_count }) => ({
    model: answered,
    finishReason: done_reason,
    inputTokens: prompt_eval_count,
    outputTokens: eval_count,
  }),
};
