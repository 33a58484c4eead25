// openai: chat completions, responses, embeddings.

import { chatAnswer, chatSpan } from './chat-completion.mjs';
import { asked, newTexts, text } from './conversation.mjs';

const model = 'gpt-4o';

function clientOf(require, { fetch, observe }) {
  const { OpenAI } = require('openai');
  return observe(new OpenAI({ apiKey: 'unused', baseURL: 'http://127.0.0.1:4010/v1', fetch }));
}

export const chat = {
  open(require, options) {
    const client = clientOf(require, options);
    const request = {
      model,
      temperature: 0.2,
      max_tokens: 100,
      messages: asked(options.isContentOn),
      ...(options.isStreamed && { stream: true, stream_options: { include_usage: true } }),
    };
    return () => client.chat.completions.create(request);
  },
  answer: chatAnswer,
  ...chatSpan('openai', model),
};

export const chatOfNewTexts = {
  ...chat,
  open(require, options) {
    const client = clientOf(require, options);
    let count = 0;
    return () => client.chat.completions.create({ model, messages: newTexts((count += 1)) });
  },
};

export const responses = {
  open(require, options) {
    const client = clientOf(require, options);
    const input = asked(options.isContentOn);
    const request = { model, temperature: 0.2, max_output_tokens: 100, input };
    return () => client.responses.create(request);
  },
  answer: () =>
    JSON.stringify({
      id: 'resp_1',
      object: 'response',
      created_at: 1,
      status: 'completed',
      model: 'gpt-4o-2024-08-06',
      output: [
        {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text, annotations: [] }],
        },
      ],
      usage: {
        input_tokens: 12,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 34,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 46,
      },
    }),
  request: chatSpan('openai', model).request,
  response: ({ id, model: answered, status, usage }) => ({
    id,
    model: answered,
    finishReason: status,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
  }),
};

const vector = Buffer.from(new Float32Array(256).buffer).toString('base64');

export const embeddings = {
  open(require, options) {
    const client = clientOf(require, options);
    const request = { model: 'text-embedding-3-small', input: 'What is a span?' };
    return () => client.embeddings.create(request);
  },
  answer: () =>
    JSON.stringify({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: vector }],
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 5, total_tokens: 5 },
    }),
  request: {
    'gen_ai.operation.name': 'embeddings',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'text-embedding-3-small',
    'server.address': '127.0.0.1',
    'server.port': 4010,
  },
  response: ({ model: answered, usage }) => ({
    model: answered,
    inputTokens: usage.prompt_tokens,
  }),
};
