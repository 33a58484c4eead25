// The mock LLM server: an OpenAI-compatible endpoint on the loopback interface that records what it
// is asked. Knows routes and requests; the endpoints and the delivery know the rest.
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Answer, type AnswerSeed, createdAt, InvalidRequest, type JsonObject } from './answer.ts';
import { type Behaviour, toBehaviour } from './behaviour.ts';
import { answerChat } from './chat-completions.ts';
import { deliver, sendJson } from './delivery.ts';
import { answerEmbeddings } from './embeddings.ts';
import { toErrorBody } from './error-body.ts';
import { Gate } from './gate.ts';
import { type RecordedRequest, RequestRecord } from './recorded-request.ts';
import { answerResponses } from './responses.ts';

/** Where the mock server listens. */
export interface MockLlmOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Interface; 127.0.0.1 unless told. */
  readonly host?: string;
}

/** A running mock server. */
export interface MockLlm {
  /** Base URL for an SDK, with `/v1`. */
  readonly url: string;
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

type Endpoint = (request: JsonObject, behaviour: Behaviour, seed: AnswerSeed) => Answer;

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/chat/completions': answerChat,
  '/v1/responses': answerResponses,
  '/v1/embeddings': answerEmbeddings,
};

const models = ['gpt-5-mini', 'gpt-4o-mini', 'text-embedding-3-small', 'text-embedding-3-large'];

/**
 * Starts an OpenAI-compatible server that answers deterministically. The `x-mock-*` request headers
 * it understands are the fields of {@link Behaviour}.
 *
 * @throws when the port is taken
 * @example
 * const mock = await startMockLlm();
 * const client = new OpenAI({ baseURL: mock.url, apiKey: 'unused' });
 */
export async function startMockLlm(options: MockLlmOptions = {}): Promise<MockLlm> {
  const state = new MockState();
  const app = Fastify({ bodyLimit: 256 * 1024 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  for (const [path, endpoint] of Object.entries(endpoints)) {
    app.post(path, (request, reply) => state.answer(request, reply, endpoint));
  }
  app.get('/v1/models', (request, reply) => state.list(request, reply));
  app.get('/health', () => ({ status: 'ok' }));
  app.setNotFoundHandler((request, reply) => state.refuse(request, reply));

  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/v1`,
    port,
    requests: state.requests,
    waitForRequest: (predicate = () => true) => state.waitForRequest(predicate),
    gate: (name) => state.gate(name),
    behaveNext: (behaviour, times = 1) => {
      for (let index = 0; index < times; index += 1) state.nextBehaviours.push(behaviour);
    },
    reset: () => state.reset(),
    close: async () => {
      // An answer that waits at a gate would hold the server open for ever.
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

class MockState {
  readonly requests: RecordedRequest[] = [];
  readonly nextBehaviours: Behaviour[] = [];
  readonly #gates = new Map<string, Gate>();
  readonly #attempts = new Map<string, number>();
  #observers: ((request: RecordedRequest) => void)[] = [];
  #count = 0;

  reset(): void {
    this.requests.length = 0;
    this.nextBehaviours.length = 0;
    this.#gates.clear();
    this.#attempts.clear();
    this.#count = 0;
  }

  gate(name: string): Gate {
    let gate = this.#gates.get(name);
    if (!gate) this.#gates.set(name, (gate = new Gate()));
    return gate;
  }

  waitForRequest(predicate: (request: RecordedRequest) => boolean): Promise<RecordedRequest> {
    const found = this.requests.find(predicate);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => {
      const observe = (request: RecordedRequest): void => {
        if (!predicate(request)) return;
        this.#observers = this.#observers.filter((other) => other !== observe);
        resolve(request);
      };
      this.#observers.push(observe);
    });
  }

  async answer(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint): Promise<void> {
    const { record, id } = this.#record(request, reply);
    const requestId = `req_${id}`;
    const reject = (message: string): void =>
      sendJson(reply.raw, 400, toErrorBody(400, undefined, message), requestId);
    try {
      const asked = { ...this.nextBehaviours.shift(), ...toBehaviour(record.headers) };
      const behaviour = this.#limitAttempts(asked, record);
      if (typeof record.body !== 'object' || record.body === null) {
        return reject('We could not parse the JSON body of your request.');
      }
      const gate = behaviour.gate === undefined ? undefined : this.gate(behaviour.gate);
      const answer = endpoint(record.body as JsonObject, behaviour, { id });
      if (behaviour.status === undefined) reply.raw.setHeader('openai-model', answer.model);
      await deliver(reply.raw, answer, {
        behaviour,
        gate,
        requestId,
        signal: record.signal,
        onBreak: () => (record.isBreaking = true),
        onEventSent: () => (record.eventsSent += 1),
      });
    } catch (error) {
      if (error instanceof InvalidRequest || error instanceof RangeError) {
        return reject(error.message);
      }
      // A defect of the mock itself must not look like a client's hang.
      process.emitWarning(error instanceof Error ? error : String(error));
      record.isBreaking = true;
      reply.raw.destroy();
    }
  }

  list(request: FastifyRequest, reply: FastifyReply): void {
    const { id } = this.#record(request, reply);
    const data = models.map((model) => ({
      id: model,
      object: 'model',
      created: createdAt,
      owned_by: 'mock',
    }));
    sendJson(reply.raw, 200, { object: 'list', data }, `req_${id}`);
  }

  refuse(request: FastifyRequest, reply: FastifyReply): void {
    const { id } = this.#record(request, reply);
    const message = `Unknown request URL: ${request.method} ${request.url}.`;
    sendJson(reply.raw, 404, toErrorBody(404, 'unknown_url', message), `req_${id}`);
  }

  #record(request: FastifyRequest, reply: FastifyReply): { record: RequestRecord; id: string } {
    reply.hijack();
    this.#count += 1;
    const rawBody = typeof request.body === 'string' ? request.body : '';
    const record = new RequestRecord(request, rawBody, reply.raw);
    this.requests.push(record);
    for (const observe of [...this.#observers]) observe(record);
    return { record, id: String(this.#count).padStart(6, '0') };
  }

  /** Takes status and fault away once a call has failed as often as `failTimes` says. */
  #limitAttempts(behaviour: Behaviour, record: RequestRecord): Behaviour {
    const { failTimes, status, fault, ...good } = behaviour;
    if (failTimes === undefined) return behaviour;
    const counted = record.headers['x-stainless-retry-count'];
    const attempt = counted === undefined ? this.#countAttempt(record, failTimes) : Number(counted);
    return attempt < failTimes ? behaviour : good;
  }

  /** Clients that do not number their retries are known by the body, which stays the same. */
  #countAttempt(record: RequestRecord, failTimes: number): number {
    const key = record.path + record.rawBody;
    const attempt = this.#attempts.get(key) ?? 0;
    if (attempt < failTimes) this.#attempts.set(key, attempt + 1);
    else this.#attempts.delete(key);
    return attempt;
  }
}
