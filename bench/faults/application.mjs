// The measured program: the SDK's own `fetch` option answers with as little as the SDK needs, so that
// neither sockets nor bodies are measured. Arguments: which of the works to do, and which share of it.

import OpenAI from 'openai';

const share = Number(process.argv[3]);
const choices = [{ index: 0, delta: { content: 'a' }, finish_reason: null }];
const event = new TextEncoder().encode(
  `data: ${JSON.stringify({ id: 's', model: 'm', choices })}\n\n`,
);
const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] };

/** A client whose streams are what `chunks` makes. */
function clientOf(chunks) {
  const headers = new Headers({ 'content-type': 'text/event-stream' });
  return new OpenAI({
    apiKey: 'unused',
    fetch: async (_url, { body }) =>
      body.includes('"stream":true')
        ? { ok: true, status: 200, headers, body: { [Symbol.asyncIterator]: chunks } }
        : Response.json({ id: 'c', model: 'm', choices: [] }),
  });
}
const open = (client) => client.chat.completions.create({ ...request, stream: true });

const works = {
  /** Opens 100 000 streams and reads a chunk of each: heap and time for each, by tenths. */
  async openStreams() {
    const client = clientOf(async function* chunks() {
      yield event;
      yield event;
    });
    const [held, bytes, microseconds] = [[], [], []];
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let tenth = 0; tenth < 10; tenth++) {
      const startedAt = performance.now();
      for (let count = 0; count < 10_000 * share; count++) {
        const iterator = (await open(client))[Symbol.asyncIterator]();
        await iterator.next();
        held.push(iterator);
      }
      microseconds.push(((performance.now() - startedAt) * 1000) / (10_000 * share));
      globalThis.gc();
      bytes.push((process.memoryUsage().heapUsed - before) / held.length);
    }
    return { bytes, microseconds };
  },

  /** Reads ten streams of 100 000 chunks: microseconds of CPU of a chunk, by streams. */
  async longStreams() {
    const client = clientOf(async function* chunks() {
      const many = Buffer.concat(Array.from({ length: 100 }, () => event));
      for (let count = 0; count < 1000 * share; count++) yield many;
    });
    const perChunk = [];
    for (let stream = 0; stream < 10; stream++) {
      const before = process.threadCpuUsage();
      for await (const _chunk of await open(client));
      const { user, system } = process.threadCpuUsage(before);
      perChunk.push((user + system) / (100_000 * share));
    }
    return { perChunk };
  },

  /** Reads 100 streams of a chunk every 20 ms at once: how far from its due time each chunk is read. */
  async slowStreams() {
    const late = [];
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        let madeAt = 0;
        const client = clientOf(async function* chunks() {
          for (let count = 0; count < 60 * share; count++) {
            await new Promise((resolve) => setTimeout(resolve, 20));
            madeAt = performance.now();
            yield event;
          }
        });
        for await (const _chunk of await open(client)) late.push(performance.now() - madeAt);
      }),
    );
    return { late };
  },

  /** Has 100 calls finished and 20 streams open, then exits; tells when it began to. */
  async exit() {
    const client = clientOf(async function* chunks() {
      yield event;
      await new Promise(() => {});
    });
    for (let call = 0; call < 100; call++) await client.chat.completions.create(request);
    for (let call = 0; call < 20; call++) {
      await (await open(client))[Symbol.asyncIterator]().next();
    }
    return { exitsAt: performance.timeOrigin + performance.now() };
  },
};

console.log(JSON.stringify(await works[process.argv[2]]()));
process.exit(0);
