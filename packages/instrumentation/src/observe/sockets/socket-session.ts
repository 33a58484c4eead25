// The responses of one WebSocket session: each is a separate invocation, ended once. Knows neither
// protocol nor socket, so that a session may outlive the socket and does not retain it.

import type { OperationStart } from '../../telemetry/operation.ts';
import type { Abandonable } from '../../foundation/abandonment.ts';
import type { AnyMethod } from '../../model/method.ts';
import type { Asked, Heard } from '../../model/session.ts';
import { Invocation } from '../invocation.ts';
import { report } from '../../foundation/safely.ts';

/** Represents one connection of the session: newer SDKs replace broken ones. */
export type Line = object;

/** A response that has been requested or has begun. */
interface Running {
  readonly invocation: Invocation;
  readonly method: AnyMethod;
  /** Absent without a request. */
  readonly asked?: Asked;
  /** The connection that it uses; `undefined` while it waits to be sent. */
  line: Line | undefined;
  /** The server has announced its beginning, and not only sent parts. */
  isAnnounced: boolean;
}

type Step<Name extends Heard['step']> = Extract<Heard, { step: Name }>;

/** The start of a response; `undefined` if nothing is recorded. May throw. */
export type StartOf = (method: AnyMethod, params: unknown) => OperationStart | undefined;

/** Of one session: a server that begins more has lost the ends of the first. */
const MAX_BEGUN = 1000;

/** One session. None of its methods throws. */
export class SocketSession implements Abandonable {
  readonly #startOf: StartOf;
  /** Requested but not begun, in order of request. */
  #asked: Running[] = [];
  /** Begun, by id or lane. */
  readonly #begun = new Map<string, Running>();
  /** The application has closed the session: later server events are not recorded. */
  isStopped = false;

  constructor(startOf: StartOf) {
    this.#startOf = startOf;
  }

  /** Nothing runs. */
  get isIdle(): boolean {
    return this.#asked.length === 0 && this.#begun.size === 0;
  }

  /** The application is about to request a response on `line`, or later if there is none yet. */
  asked(asked: Asked, line: Line | undefined): Invocation | undefined {
    this.#dropEnded();
    const running = this.#start(asked.method, asked.params, line, asked);
    if (running !== undefined) this.#asked.push(running);
    return running?.invocation;
  }

  /** The server has sent an event of a response; returns the response. */
  heard(heard: Heard, line: Line): Invocation | undefined {
    switch (heard.step) {
      case 'begin':
        return this.#begin(heard, line);
      case 'result':
        return this.#result(heard, line);
      case 'reject':
        return this.#reject(heard, line);
      default:
        return this.#continue(heard, line);
    }
  }

  /** The request of `invocation` has not been sent and never will be. */
  notSent(invocation: Invocation, message: string): void {
    invocation.fail({ code: 'not_sent', message });
    this.#dropEnded();
  }

  /** `line` is open: waiting requests use it. */
  opened(line: Line): void {
    for (const running of this.#asked) running.line ??= line;
  }

  /** `line` has closed, or the whole session. */
  closed(line: Line | undefined, code: unknown): void {
    const message = `The connection closed with code ${String(code)} before the response was done.`;
    for (const running of this.#all()) {
      if (line !== undefined && running.line !== line) continue;
      if (this.isStopped) running.invocation.streamEnded('aborted');
      else running.invocation.fail({ code: 'connection_closed', message });
    }
    this.#dropEnded();
  }

  /** Ends all responses. */
  streamEnded(outcome: 'aborted' | 'abandoned'): void {
    for (const { invocation } of this.#all()) invocation.streamEnded(outcome);
    this.#dropEnded();
  }

  #begin(heard: Step<'begin'>, line: Line): Invocation | undefined {
    this.#dropEnded();
    if (this.isStopped) return undefined;
    let running = this.#begun.get(heard.key);
    if (running?.isAnnounced === true) {
      // The next response under the same key: the old one's end was lost.
      running.invocation.streamEnded('abandoned');
      running = undefined;
    }
    running ??= this.#take(heard.lane, line);
    if (running !== undefined) {
      if (heard.chunk !== undefined) running.invocation.chunk(heard.chunk);
    } else {
      running = this.#start(heard.method, heard.params, line);
      if (running === undefined) return undefined;
      // The caller did not wait for the event that starts the span.
      running.invocation.note(heard.chunk);
    }
    running.isAnnounced = true;
    this.#begun.set(heard.key, running);
    if (this.#begun.size > MAX_BEGUN) this.#endOldest();
    return running.invocation;
  }

  #endOldest(): void {
    const [oldest] = this.#begun;
    this.#begun.delete(oldest![0]);
    oldest![1].invocation.streamEnded('abandoned');
  }

  #continue(heard: Step<'chunk' | 'end'>, line: Line): Invocation | undefined {
    const { key, lane, step, chunk } = heard;
    const running =
      this.#begun.get(key) ?? (lane === undefined ? undefined : this.#take(lane, line));
    if (running === undefined) return undefined;
    running.invocation.chunk(chunk);
    if (step === 'chunk') {
      this.#begun.set(key, running);
    } else {
      this.#begun.delete(key);
      running.invocation.streamEnded(heard.isAborted === true ? 'aborted' : 'completed');
    }
    return running.invocation;
  }

  #result(heard: Step<'result'>, line: Line): Invocation | undefined {
    if (this.isStopped) return undefined;
    const running =
      this.#begun.get(heard.key) ??
      (heard.lane === undefined ? undefined : this.#take(heard.lane, line)) ??
      this.#start(heard.method, heard.params, line);
    this.#begun.delete(heard.key);
    running?.invocation.succeed(heard.result);
    return running?.invocation;
  }

  #reject({ eventId, failure }: Step<'reject'>, line: Line): Invocation | undefined {
    this.#dropEnded();
    const running =
      eventId === undefined
        ? (this.#asked.find(({ asked }) => asked?.eventId == null) ?? this.#asked[0])
        : [...this.#all()].find(({ asked }) => asked?.eventId === eventId);
    if (running === undefined) return undefined;
    const begun = [...this.#begun].find(([, candidate]) => candidate === running)?.[0];
    running.invocation.fail(failure);
    this.#dropEnded();
    // The server itself began that response.
    const own = begun === undefined ? undefined : this.#start(running.method, undefined, line);
    if (begun !== undefined && own !== undefined) this.#begun.set(begun, own);
    return running.invocation;
  }

  /** Takes the oldest response that waits in `lane`, or in any lane. */
  #take(lane: string | undefined, line: Line): Running | undefined {
    const index = this.#asked.findIndex(({ asked }) => lane === undefined || asked?.lane === lane);
    const [running] = index < 0 ? [] : this.#asked.splice(index, 1);
    if (running !== undefined) running.line = line;
    return running;
  }

  #start(
    method: AnyMethod,
    params: unknown,
    line: Line | undefined,
    asked?: Asked,
  ): Running | undefined {
    try {
      const start = this.#startOf(method, params);
      if (start === undefined) return undefined;
      const invocation = new Invocation(method, start);
      invocation.handedOut();
      return { invocation, method, line, isAnnounced: false, ...(asked && { asked }) };
    } catch (error) {
      report('starting a span', error);
      return undefined;
    }
  }

  *#all(): Generator<Running> {
    yield* this.#asked;
    yield* this.#begun.values();
  }

  #dropEnded(): void {
    this.#asked = this.#asked.filter(({ invocation }) => !invocation.ended);
    for (const [key, { invocation }] of this.#begun) {
      if (invocation.ended) this.#begun.delete(key);
    }
  }
}
