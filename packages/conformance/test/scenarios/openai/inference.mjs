// Plain questions: with every option, without any, one that follows another, and one that fails.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const model = 'gpt-4o';
const messages = [
  { role: 'system', content: 'Answer in one sentence.' },
  { role: 'user', content: 'What is a span?', name: 'ada' },
];

await client.chat.completions.create({ model, messages });
await client.chat.completions.create({
  model,
  messages,
  temperature: 1,
  top_p: 0.5,
  max_completion_tokens: 50,
  frequency_penalty: 0.1,
  presence_penalty: 0.2,
  stop: 'END',
  seed: 7,
  n: 2,
  reasoning_effort: 'low',
  service_tier: 'default',
});
const first = await client.responses.create({ model, instructions: 'Be brief.', input: 'Hello' });
await client.responses.create({
  model,
  input: [
    { role: 'user', content: [{ type: 'input_text', text: 'And now?' }] },
    { type: 'item_reference', id: 'msg_1' },
  ],
  previous_response_id: first.id,
});
await client.responses.retrieve(first.id);
await client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'Say' });
await client.chat.completions
  .create({ model, messages }, { headers: { 'x-mock-status': '429' } })
  .catch(() => undefined);
