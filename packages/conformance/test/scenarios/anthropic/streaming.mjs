// Streams: of events, of the helper, and one that the server breaks off.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ maxRetries: 0 });
const asked = {
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'What is a span?' }],
};

for await (const _event of await client.messages.create({ ...asked, stream: true }));
await client.messages.stream(asked).finalMessage();
try {
  const headers = { 'x-mock-fault': 'cut', 'x-mock-fault-after': '3' };
  for await (const _ of await client.messages.create({ ...asked, stream: true }, { headers }));
} catch {
  // It is what is shown.
}
