// Embeddings of one text and of several, and a call that fails.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const asked = { model: 'text-embedding-3-small', encoding_format: 'float' };

await client.embeddings.create({ ...asked, input: 'a span' });
await client.embeddings.create({ ...asked, input: ['a span', 'a trace'], dimensions: 8 });
await client.embeddings
  .create({ ...asked, input: 'x' }, { headers: { 'x-mock-status': '500' } })
  .catch(() => undefined);
