// Plain questions: with every option, with a conversation before, and one that fails.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ maxRetries: 0 });
const asked = { model: 'claude-opus-5', max_tokens: 100 };
const messages = [{ role: 'user', content: 'What is a span?' }];

await client.messages.create({ ...asked, messages });
await client.messages.create({
  ...asked,
  system: [{ type: 'text', text: 'Answer in one sentence.' }],
  messages: [...messages, { role: 'assistant', content: 'A stretch.' }, ...messages],
  stop_sequences: ['END'],
  service_tier: 'auto',
  thinking: { type: 'enabled', budget_tokens: 1024 },
});
await client.beta.messages.create({ ...asked, messages });
await client.messages
  .create({ ...asked, messages }, { headers: { 'x-mock-status': '529' } })
  .catch(() => undefined);
