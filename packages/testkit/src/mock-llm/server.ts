// The mock LLM server: speaks the APIs of OpenAI and Anthropic on the loopback interface and records
// what it is asked. Knows the routes.
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Behaviour } from './behaviour.ts';
import { answerMessages, answerTokenCount } from './anthropic-messages.ts';
import { answerBatches, answerLegacyCompletion } from './anthropic-stored.ts';
import { answerChat } from './chat-completions.ts';
import { answerCompletion } from './completions.ts';
import { answerEmbeddings } from './embeddings.ts';
import { type Endpoint, Exchanges } from './exchanges.ts';
import type { Gate } from './gate.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { answerDecision, answerModeration, answerSearch } from './decisions.ts';
import { answerImages, answerSpeech, answerTranscription, answerVariations } from './media.ts';
import { answerCompact, answerResponses } from './responses.ts';
import { answerStored } from './stored.ts';

/** Where the mock server listens. */
export interface MockLlmOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Interface; 127.0.0.1 unless told. */
  readonly host?: string;
}

/** A running mock server. */
export interface MockLlm {
  /** Base URL for the OpenAI SDK, with `/v1`. */
  readonly url: string;
  /** Base URL for the Anthropic SDK, which adds `/v1` itself. */
  readonly anthropicUrl: string;
  readonly port: number;
  /** Everything asked since the start or the last `reset`, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Resolves with the first request, past or future, that `predicate` accepts. */
  waitForRequest(predicate?: (request: RecordedRequest) => boolean): Promise<RecordedRequest>;
  /** The gate for requests that carry `x-mock-gate: <name>`. */
  gate(name: string): Gate;
  /** Adds a behaviour to the next `times` model requests; their own headers win over it. */
  behaveNext(behaviour: Behaviour, times?: number): void;
  /** Forgets requests, gates, attempts and behaviours; ids start from 1 again. */
  reset(): void;
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>;
}

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/chat/completions': answerChat,
  '/v1/completions': answerCompletion,
  '/v1/responses': answerResponses,
  '/v1/embeddings': answerEmbeddings,
  '/v1/messages': answerMessages,
  '/v1/messages/count_tokens': answerTokenCount,
  '/v1/complete': answerLegacyCompletion,
};

type Form = Parameters<Exchanges['answerForm']>[2];

const forms: Readonly<Record<string, Form>> = {
  '/v1/images/generations': ({ fields }) => answerImages(fields, 'image_generation'),
  '/v1/images/edits': ({ fields }) => answerImages(fields, 'image_edit'),
  '/v1/images/variations': ({ fields }) => answerVariations(fields),
  '/v1/audio/speech': ({ fields }) => answerSpeech(fields),
  '/v1/audio/transcriptions': ({ fields }, behaviour) => answerTranscription(fields, behaviour),
  '/v1/audio/translations': ({ fields }, behaviour) => answerTranscription(fields, behaviour),
  '/v1/moderations': ({ fields }, _behaviour, { id }) => answerModeration(fields, id),
  '/v1/decisions': ({ fields }) => answerDecision(fields),
  '/v1/vector_stores/:id/search': ({ fields }) => answerSearch(fields),
  '/v1/responses/compact': ({ fields }, _behaviour, { id }) => answerCompact(fields, id),
};

const storedPaths = ['files', 'batches', 'conversations', 'assistants', 'threads'].flatMap(
  (name) => [`/v1/${name}`, `/v1/${name}/*`],
);

/**
 * Starts a server of both APIs that answers deterministically. The `x-mock-*` request headers
 * it understands are the fields of {@link Behaviour}.
 *
 * @throws when the port is taken
 * @example
 * const mock = await startMockLlm();
 * const client = new OpenAI({ baseURL: mock.url, apiKey: 'unused' });
 */
export async function startMockLlm(options: MockLlmOptions = {}): Promise<MockLlm> {
  const exchanges = new Exchanges();
  const app = Fastify({ bodyLimit: 256 * 1024 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  for (const [path, endpoint] of Object.entries(endpoints)) {
    app.post(path, (request, reply) => exchanges.answer(request, reply, endpoint));
  }
  for (const [path, answer] of Object.entries(forms)) {
    app.post(path, (request, reply) => exchanges.answerForm(request, reply, answer));
  }
  for (const path of storedPaths) {
    app.all(path, (request, reply) =>
      exchanges.answerForm(request, reply, (asked, _behaviour, { id }) => answerStored(asked, id)),
    );
  }
  for (const path of ['/v1/messages/batches', '/v1/messages/batches/*']) {
    app.all(path, (request, reply) =>
      exchanges.answerForm(request, reply, (asked, _behaviour, { id }) => answerBatches(asked, id)),
    );
  }
  app.post('/v1/responses/:id/cancel', (request, reply) => exchanges.answerAgain(request, reply));
  app.get('/v1/responses/:id', (request, reply) => exchanges.answerAgain(request, reply));
  app.get('/v1/models', (request, reply) => exchanges.list(request, reply));
  app.get('/health', () => ({ status: 'ok' }));
  app.setNotFoundHandler((request, reply) => exchanges.refuse(request, reply));

  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as AddressInfo;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: `${origin}/v1`,
    anthropicUrl: origin,
    port,
    requests: exchanges.requests,
    waitForRequest: (predicate = () => true) => exchanges.waitForRequest(predicate),
    gate: (name) => exchanges.gate(name),
    behaveNext: (behaviour, times = 1) => {
      for (let index = 0; index < times; index += 1) exchanges.nextBehaviours.push(behaviour);
    },
    reset: () => exchanges.reset(),
    close: async () => {
      // An answer that waits at a gate would hold the server open for ever.
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
