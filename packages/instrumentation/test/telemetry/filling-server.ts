// A server for several SDKs that fills every field of its answers with one value: the value whose index is in
// the path, `/3/...`.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A running server. */
export interface FillingServer {
  readonly url: string;
  close(): Promise<void>;
}

const texts = { role: 'assistant', content: 'Hi' };
const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };

const openAi = (value: unknown) => ({
  id: value,
  model: value,
  service_tier: value,
  system_fingerprint: value,
});
const anthropic = (value: unknown) => ({
  ...texts,
  id: value,
  type: 'message',
  model: value,
  content: [],
  stop_reason: value,
  usage: { input_tokens: 3, output_tokens: 4, service_tier: value },
});
const response = (value: unknown) => ({
  ...openAi(value),
  object: 'response',
  status: 'incomplete',
  incomplete_details: { reason: value },
  output: [],
  usage: { input_tokens: 3, output_tokens: 4 },
});
const gemini = (value: unknown) => ({
  responseId: value,
  modelVersion: value,
  candidates: [{ finishReason: value, content: { role: 'model', parts: [{ text: 'Hi' }] } }],
  promptFeedback: { blockReason: value },
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
});
const ollama = (value: unknown) => ({
  model: value,
  done_reason: value,
  message: texts,
  done: true,
  prompt_eval_count: 3,
  eval_count: 4,
});
const events = (...all: object[]): string =>
  all
    .map(
      (event) => `event: ${(event as { type?: string }).type}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    .join('');

/** The answers by the end of the path: plain, and in the form of a stream. */
const ANSWERS: Readonly<Record<string, (value: unknown, isStreamed: boolean) => object | string>> =
  {
    'chat/completions': (value, isStreamed) => {
      const choice = { index: 0, finish_reason: value, logprobs: null };
      return isStreamed
        ? events({ ...openAi(value), choices: [{ ...choice, delta: texts }], usage })
        : { ...openAi(value), choices: [{ ...choice, message: texts }], usage };
    },
    responses: (value, isStreamed) => {
      const all = ['response.created', 'response.incomplete'];
      return isStreamed
        ? events(...all.map((type) => ({ type, response: response(value) })))
        : response(value);
    },
    embeddings: (value) => ({ model: value, data: [{ index: 0, embedding: [1] }], usage }),
    'v1/messages': (value, isStreamed) => {
      const delta = { stop_reason: value, stop_sequence: value };
      return isStreamed
        ? events(
            { type: 'message_start', message: anthropic(value) },
            { type: 'message_delta', delta, usage: { output_tokens: 4 } },
            { type: 'message_stop' },
          )
        : anthropic(value);
    },
    'api/chat': (value, isStreamed) =>
      isStreamed ? `${JSON.stringify(ollama(value))}\n` : ollama(value),
    'm:generateContent': gemini,
    'm:streamGenerateContent?alt=sse': (value) => `data: ${JSON.stringify(gemini(value))}\n\n`,
  };

/** Starts one that fills its answers with `values`. */
export async function startFillingServer(values: readonly unknown[]): Promise<FillingServer> {
  const server = createServer((request, reply) => {
    void json(request).then((body) => {
      const [, index, fails] = /^\/(\d+)(\/fails)?\//.exec(request.url!)!;
      const value = values[Number(index)];
      if (fails !== undefined) {
        const error = { code: value, type: value, status: value, message: 'No.' };
        reply.writeHead(400, { 'content-type': 'application/json', 'x-request-id': 'r' });
        reply.end(JSON.stringify({ type: 'error', error }));
        return;
      }
      const end = Object.keys(ANSWERS).find((path) => request.url!.endsWith(path))!;
      const { stream } = body as { stream?: boolean };
      const answer = ANSWERS[end]!(value, stream === true);
      const type = typeof answer === 'string' ? 'text/event-stream' : 'application/json';
      reply.writeHead(200, { 'content-type': type });
      reply.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
