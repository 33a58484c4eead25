// Prints an answer while it is written. The call lasts until the stream has been read.

import OpenAI from 'openai';

const client = new OpenAI();
const stream = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Why would I use streaming?' }],
  stream: true,
  // Without it the provider does not say how many tokens a streamed answer took.
  stream_options: { include_usage: true },
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
process.stdout.write('\n');
