// Answers in a format.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const model = 'gpt-4o';
const messages = [{ role: 'user', content: 'Where is the Eiffel Tower? Answer in JSON.' }];
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

await client.chat.completions.create({
  model,
  messages,
  response_format: { type: 'json_object' },
});
await client.chat.completions.parse({
  model,
  messages,
  response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
});
await client.responses.create({
  model,
  input: 'Where is the Eiffel Tower?',
  text: { format: { type: 'json_schema', name: 'place', schema, strict: true } },
});
