// A server that answers GET /ask?q=… with a streamed answer. On SIGTERM it accepts nothing more,
// finishes what runs, and ends by itself: no process.exit, so that the last spans can leave.

import { Readable } from 'node:stream';
import Fastify from 'fastify';
import OpenAI from 'openai';

const client = new OpenAI();
const app = Fastify();

app.get('/ask', async (request, reply) => {
  const stream = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: request.query.q ?? 'What can I ask?' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  reply.type('text/plain; charset=utf-8');
  return Readable.from(toText(stream));
});

async function* toText(stream) {
  for await (const chunk of stream) {
    const text = chunk.choices[0]?.delta.content;
    if (text) yield text;
  }
}

// A client keeps the connection of its last answer open for the next one, which nobody accepts.
let isClosing = false;
app.addHook('onResponse', async () => {
  if (isClosing) setImmediate(() => app.server.closeIdleConnections());
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    isClosing = true;
    console.log(`${signal}: finishing what runs`);
    void app.close();
  });
}

const address = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 3000) });
console.log(`listening on ${address}`);
