// Answers in a format.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ maxRetries: 0 });
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

await client.messages.create({
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Where is the Eiffel Tower?' }],
  output_config: { format: { type: 'json_schema', schema }, effort: 'low' },
});
