// A server on the loopback interface that answers each SDK with as little as it reads, and says when the
// request reached it.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';

const chat = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message: { role: 'assistant', content: 'text' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 },
};
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-5',
  content: [{ type: 'text', text: 'text' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 34 },
};

/** A running server. */
export interface Loopback {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it. `arrived-at`, a header of each answer, is in nanoseconds of the machine's monotonic clock. */
export async function startLoopback(): Promise<Loopback> {
  const bodies = { chat: JSON.stringify(chat), message: JSON.stringify(message) };
  const server = createServer((request, response) => {
    const arrivedAt = process.hrtime.bigint();
    request.resume().once('end', () => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('arrived-at', String(arrivedAt));
      response.end(request.url?.endsWith('/messages') ? bodies.message : bodies.chat);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The same in a thread of its own: its answers wait for nothing else that the bench does, such as reading
 * what a backend is sent.
 */
export async function startLoopbackThread(): Promise<Loopback> {
  const thread = new Worker(
    `import(${JSON.stringify(import.meta.url)}).then(async ({ startLoopback }) => {
      require('node:worker_threads').parentPort.postMessage((await startLoopback()).url);
    })`,
    { eval: true },
  );
  const [url] = (await once(thread, 'message')) as [string];
  return { url, close: async () => void (await thread.terminate()) };
}
