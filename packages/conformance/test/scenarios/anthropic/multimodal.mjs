// Pictures and documents, by address and by value.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ maxRetries: 0 });
const base64 = (media_type, data) => ({ type: 'base64', media_type, data });

await client.messages.create({
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is in these?' },
        { type: 'image', source: base64('image/png', 'iVBORw0KGgo=') },
        { type: 'image', source: { type: 'url', url: 'https://example.com/tower.png' } },
        { type: 'document', source: base64('application/pdf', 'JVBERg=='), title: 'Tower' },
        { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'A tower.' } },
      ],
    },
  ],
});
