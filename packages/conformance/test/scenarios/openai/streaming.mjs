// Streams read to their end, left early, and broken off by the server.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const model = 'gpt-4o';
const messages = [{ role: 'user', content: 'What is a span?' }];
const streamed = { model, messages, stream: true, stream_options: { include_usage: true } };

for await (const _chunk of await client.chat.completions.create(streamed));
for await (const _chunk of await client.chat.completions.create({ ...streamed, n: 2 }));
for await (const _event of await client.responses.create({ model, input: 'Hello', stream: true }));
await client.chat.completions.stream(streamed).finalChatCompletion();
try {
  const headers = { 'x-mock-fault': 'cut', 'x-mock-fault-after': '2' };
  for await (const _chunk of await client.chat.completions.create(streamed, { headers }));
} catch {
  // It is what is shown.
}
