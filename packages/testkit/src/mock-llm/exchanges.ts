// Request by request: what was asked, which behaviour it asked for, and the answer on its way. Holds
// all that the mock server remembers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Answer,
  type AnswerSeed,
  createdAt,
  InvalidRequest,
  type JsonObject,
} from './answer.ts';
import { type Behaviour, faults, toBehaviour } from './behaviour.ts';
import { deliver, sendJson } from './delivery.ts';
import { dialectOf } from './dialect.ts';
import { Gate } from './gate.ts';
import { type RecordedRequest, RequestRecord } from './recorded-request.ts';
import { answerResponses } from './responses.ts';
import type { StoredRequest } from './stored.ts';

/** Builds the answer to a request's body. */
export type Endpoint = (request: JsonObject, behaviour: Behaviour, seed: AnswerSeed) => Answer;

const models = ['gpt-5-mini', 'gpt-4o-mini', 'text-embedding-3-small', 'text-embedding-3-large'];

/** The exchanges of one server since its start or its last reset. */
export class Exchanges {
  readonly requests: RecordedRequest[] = [];
  readonly nextBehaviours: Behaviour[] = [];
  readonly #gates = new Map<string, Gate>();
  readonly #attempts = new Map<string, number>();
  /** Requests whose responses can be retrieved, by response id. */
  readonly #responses = new Map<string, { asked: JsonObject; seed: AnswerSeed }>();
  #observers: ((request: RecordedRequest) => void)[] = [];
  #count = 0;

  reset(): void {
    this.requests.length = 0;
    this.nextBehaviours.length = 0;
    this.#gates.clear();
    this.#attempts.clear();
    this.#responses.clear();
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

  answer(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint): Promise<void> {
    return this.#exchange(request, reply, ({ body }, behaviour, seed) => {
      if (typeof body !== 'object' || body === null) {
        throw new InvalidRequest('We could not parse the JSON body of your request.');
      }
      const asked = body as JsonObject;
      const answer = endpoint(asked, behaviour, seed);
      if (endpoint === answerResponses) this.#responses.set(`resp_${seed.id}`, { asked, seed });
      return answer;
    });
  }

  /** Answers a request of any method; fields come as JSON or as a form. */
  answerForm(
    request: FastifyRequest,
    reply: FastifyReply,
    toAnswer: (asked: StoredRequest, behaviour: Behaviour, seed: AnswerSeed) => Answer,
  ): Promise<void> {
    return this.#exchange(request, reply, (record, behaviour, seed) => {
      const fields = (record.body as JsonObject | undefined) ?? toFields(record.rawBody);
      const path = record.path.split('?')[0]!;
      return toAnswer({ method: record.method, path, fields }, behaviour, seed);
    });
  }

  /** Retrieves a response, streamed if the query says so: the same request has the same answer. */
  answerAgain(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { id = '' } = request.params as { id?: string };
    const { stream } = request.query as { stream?: string };
    const known = this.#responses.get(id);
    if (!known) {
      this.refuse(request, reply);
      return Promise.resolve();
    }
    return this.#exchange(request, reply, (_record, behaviour) =>
      answerResponses({ ...known.asked, stream: stream === 'true' }, behaviour, known.seed),
    );
  }

  list(request: FastifyRequest, reply: FastifyReply): void {
    const { record, id } = this.#record(request, reply);
    const data = models.map((model) => ({
      id: model,
      object: 'model',
      created: createdAt,
      owned_by: 'mock',
    }));
    const dialect = dialectOf(record.headers);
    sendJson(reply.raw, 200, { object: 'list', data }, { requestId: `req_${id}`, dialect });
  }

  refuse(request: FastifyRequest, reply: FastifyReply): void {
    const { record, id } = this.#record(request, reply);
    const message = `Unknown request URL: ${request.method} ${request.url}.`;
    const dialect = dialectOf(record.headers);
    const body = dialect.toErrorBody(404, 'unknown_url', message);
    sendJson(reply.raw, 404, body, { requestId: `req_${id}`, dialect });
  }

  async #exchange(
    request: FastifyRequest,
    reply: FastifyReply,
    toAnswer: (record: RequestRecord, behaviour: Behaviour, seed: AnswerSeed) => Answer,
  ): Promise<void> {
    const { record, id } = this.#record(request, reply);
    const sender = { requestId: `req_${id}`, dialect: dialectOf(record.headers) };
    try {
      const asked = { ...this.nextBehaviours.shift(), ...toBehaviour(record.headers) };
      const behaviour = this.#limitAttempts(asked, record);
      const gate = behaviour.gate === undefined ? undefined : this.gate(behaviour.gate);
      const answer = toAnswer(record, behaviour, { id });
      checkFault(behaviour, answer);
      await deliver(reply.raw, answer, {
        behaviour,
        gate,
        ...sender,
        signal: record.signal,
        onBreak: () => (record.isBreaking = true),
        onEventSent: () => (record.eventsSent += 1),
      });
    } catch (error) {
      if (error instanceof InvalidRequest || error instanceof RangeError) {
        const body = sender.dialect.toErrorBody(400, undefined, error.message);
        sendJson(reply.raw, 400, body, sender);
        return;
      }
      // A defect of the mock itself must not look like a client's hang.
      process.emitWarning(error instanceof Error ? error : String(error));
      record.isBreaking = true;
      reply.raw.destroy();
    }
  }

  #record(request: FastifyRequest, reply: FastifyReply): { record: RequestRecord; id: string } {
    reply.hijack();
    this.#count += 1;
    const rawBody = typeof request.body === 'string' ? request.body : '';
    const record = new RequestRecord(request, rawBody, reply.raw);
    this.requests.push(record);
    for (const observe of this.#observers) observe(record);
    return { record, id: String(this.#count).padStart(6, '0') };
  }

  /** Takes status and fault away once a call has failed as often as `failTimes` says. */
  #limitAttempts(behaviour: Behaviour, record: RequestRecord): Behaviour {
    const { failTimes, status: _status, fault: _fault, ...good } = behaviour;
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

/** The text fields of a multipart form. */
function toFields(form: string): JsonObject {
  const fields = form.matchAll(/name="([^"]+)"\r\n\r\n(.*?)\r\n--/gs);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}

/** A fault that cannot happen to an answer would let a test pass for the wrong reason. */
function checkFault({ fault }: Behaviour, answer: Answer): void {
  if (fault === undefined) return;
  const place = faults[fault];
  const isPossible = {
    any: true,
    body: !answer.events,
    stream: answer.events !== undefined,
    responses: answer.body['object'] === 'response',
  };
  if (!isPossible[place]) throw new InvalidRequest(`x-mock-fault: ${fault} is for ${place} only`);
}
