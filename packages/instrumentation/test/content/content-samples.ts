// One question, and the answer to it with thoughts, text and a tool call, in each API.

import { call, reasoning, text, user } from './content-parts.ts';

export const messages = [{ role: 'user' as const, content: 'Who?' }];
export const input = [user(text('Who?'))];
const weather = { name: 'weather', arguments: '{"city":"Paris"}' };
export const completion = {
  id: 'chatcmpl_1',
  model: 'm',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: 'Let me see.',
        tool_calls: [{ id: 'c1', type: 'function', function: weather }],
      },
      finish_reason: 'tool_calls',
    },
  ],
};
export const response = {
  id: 'resp_1',
  model: 'm',
  status: 'completed',
  output: [
    { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Hm, well.' }] },
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Let me see.', annotations: [] }],
    },
    { type: 'function_call', id: 'fc_1', call_id: 'c1', ...weather },
  ],
};
export const answer = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [
    { type: 'thinking', thinking: 'Hm, well.', signature: 's' },
    { type: 'text', text: 'Let me see.', citations: null },
    { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Paris' } },
  ],
  stop_reason: 'tool_use',
  usage: { input_tokens: 1, output_tokens: 3 },
};
export const error = { error: { type: 'server_error', message: 'No.' }, type: 'error' };

/** Reads `count` chunks of a stream and leaves it. */
export async function leave(stream: AsyncIterable<unknown>, count: number): Promise<void> {
  let read = 0;
  for await (const _ of stream) {
    read += 1;
    if (read === count) break;
  }
}

/** The answer as parts, and as those of the APIs that show thoughts. */
export const thought = reasoning('Hm, well.');
export const answerParts = [text('Let me see.'), call('c1', 'weather', { city: 'Paris' })];
export const thoughtfulParts = [thought, ...answerParts];
