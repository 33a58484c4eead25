// A chat completion as OpenAI, and others after it, send one; and what the floor writes of it.

import { text } from './conversation.mjs';

const usage = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 };
const head = { id: 'chatcmpl-1', created: 1, model: 'gpt-4o-2024-08-06' };
const chunk = (delta, finish_reason, more) => ({
  ...head,
  object: 'chat.completion.chunk',
  choices: delta === undefined ? [] : [{ index: 0, delta, finish_reason }],
  ...more,
});

/** The body of an answer. */
export function chatAnswer(chunks) {
  if (chunks > 0) return streamed(chunks);
  const message = { role: 'assistant', content: text };
  return JSON.stringify({
    ...head,
    object: 'chat.completion',
    system_fingerprint: 'fp_1',
    service_tier: 'default',
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
    usage,
  });
}

function streamed(chunks) {
  const all = [
    chunk({ role: 'assistant', content: '' }, null),
    ...Array.from({ length: Math.max(0, chunks - 3) }, () => chunk({ content: ' text' }, null)),
    chunk({}, 'stop'),
    chunk(undefined, null, { usage }),
  ];
  const lines = all.map((event) => `data: ${JSON.stringify(event)}\n\n`);
  return new TextEncoder().encode(`${lines.join('')}data: [DONE]\n\n`);
}

/** The attributes of a request, and the figures of an answer or of a stream's chunk. */
export const chatSpan = (provider, model) => ({
  request: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': model,
    'server.address': '127.0.0.1',
    'server.port': 4010,
    'gen_ai.request.temperature': 0.2,
    'gen_ai.request.max_tokens': 100,
  },
  response: ({ id, model: answered, choices, usage: used }) => ({
    id,
    model: answered,
    finishReason: choices[0]?.finish_reason ?? 'stop',
    inputTokens: used?.prompt_tokens,
    outputTokens: used?.completion_tokens,
  }),
});
