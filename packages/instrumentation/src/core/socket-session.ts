// The responses of one WebSocket session: each is an invocation of its own, ended once. Knows
// neither the protocol nor the socket, so that a session may outlive the socket and not hold it.

import type { OperationStart } from '../telemetry/operation.ts';
import type { Abandonable } from './abandonment.ts';
import type { AnyMethod, Asked, Heard, ResponseKey } from './adapter.ts';
import { Invocation } from './invocation.ts';
import { report } from './safely.ts';

/** Stands for one connection of the session: newer SDKs replace one that broke. */
export type Line = object;

/** A response that has been asked for or has begun. */
interface Running {
  readonly invocation: Invocation;
  readonly method: AnyMethod;
  readonly lane: string | undefined;
  /** The client event that asked for it. */
  readonly eventId: string | undefined;
  /** The connection that it depends on; `undefined` while it waits to be sent. */
  line: Line | undefined;
}

/** What a response starts with; `undefined` if nothing is recorded. May throw. */
export type StartOf = (method: AnyMethod, params: unknown) => OperationStart | undefined;

/** One session. None of its methods throws. */
export class SocketSession implements Abandonable {
  readonly #startOf: StartOf;
  /** Asked for and not begun, in the order of asking. */
  #asked: Running[] = [];
  /** Begun, by id or lane. */
  readonly #begun = new Map<string, Running>();
  /** The application has closed the session: what the server still says is not recorded. */
  isStopped = false;

  constructor(startOf: StartOf) {
    this.#startOf = startOf;
  }

  /** Nothing runs. */
  get isIdle(): boolean {
    return this.#asked.length === 0 && this.#begun.size === 0;
  }

  /** The application is about to ask for a response; on `line`, or later if there is none yet. */
  asked({ method, params, eventId, lane }: Asked, line: Line | undefined): Invocation | undefined {
    this.#dropEnded();
    const running = this.#start(method, params, line, lane, eventId);
    if (running !== undefined) this.#asked.push(running);
    return running?.invocation;
  }

  /** The server has told of a response; returns the one that is meant. */
  heard(heard: Heard, line: Line): Invocation | undefined {
    switch (heard.step) {
      case 'begin':
        return this.#begin(heard, line);
      case 'chunk': {
        const running = this.#find(heard, line);
        running?.invocation.chunk(heard.chunk);
        return running?.invocation;
      }
      case 'end':
        return this.#end(heard, line);
      case 'reject':
        return this.#reject(heard, line);
    }
  }

  /** `invocation`, which was just asked for, has not been sent and never will be. */
  notSent(invocation: Invocation, message: string): void {
    invocation.fail({ code: 'not_sent', message });
    this.#dropEnded();
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

  /** Ends whatever runs. */
  streamEnded(outcome: 'aborted' | 'abandoned'): void {
    for (const { invocation } of this.#all()) invocation.streamEnded(outcome);
    this.#dropEnded();
  }

  #begin(heard: Extract<Heard, { step: 'begin' }>, line: Line): Invocation | undefined {
    this.#dropEnded();
    if (this.isStopped) return undefined;
    const known = this.#begun.get(keyOf(heard));
    if (known !== undefined && heard.id === undefined) {
      // The lane goes on with the next response: the end of this one was lost.
      known.invocation.streamEnded('abandoned');
    } else if (known !== undefined) {
      known.invocation.chunk(heard.chunk);
      return known.invocation;
    }
    const awaited = this.#take(heard, line);
    if (awaited !== undefined) {
      awaited.invocation.chunk(heard.chunk);
      return awaited.invocation;
    }
    const own = this.#start(heard.method, heard.params, line, heard.lane);
    if (own === undefined) return undefined;
    // The event that starts the span is not what arrives first after it.
    own.invocation.note(heard.chunk);
    this.#begun.set(keyOf(heard), own);
    return own.invocation;
  }

  #end(heard: Extract<Heard, { step: 'end' }>, line: Line): Invocation | undefined {
    const running = this.#find(heard, line);
    if (running === undefined) return undefined;
    this.#begun.delete(keyOf(heard));
    running.invocation.chunk(heard.chunk);
    running.invocation.streamEnded(heard.outcome);
    return running.invocation;
  }

  #reject(
    { eventId, failure }: Extract<Heard, { step: 'reject' }>,
    line: Line,
  ): Invocation | undefined {
    const running =
      eventId === undefined
        ? (this.#asked.find((candidate) => candidate.eventId === undefined) ?? this.#asked[0])
        : [...this.#all()].find((candidate) => candidate.eventId === eventId);
    if (running === undefined) return undefined;
    running.invocation.fail(failure);
    const begun = [...this.#begun].find(([, candidate]) => candidate === running);
    if (begun !== undefined) {
      // What began in its place was the server's own.
      const own = this.#start(running.method, undefined, line, undefined);
      if (own === undefined) this.#begun.delete(begun[0]);
      else this.#begun.set(begun[0], own);
    }
    this.#dropEnded();
    return running.invocation;
  }

  /** The response of `key`. Without an id it may begin with any of its events. */
  #find(key: ResponseKey, line: Line): Running | undefined {
    const begun = this.#begun.get(keyOf(key));
    return begun ?? (key.id === undefined ? this.#take(key, line) : undefined);
  }

  /** The oldest response that waits in the lane of `key`, which begins now. */
  #take(key: ResponseKey, line: Line): Running | undefined {
    const index = this.#asked.findIndex(
      ({ lane }) => lane === undefined || key.lane === undefined || lane === key.lane,
    );
    const [running] = index < 0 ? [] : this.#asked.splice(index, 1);
    if (running === undefined) return undefined;
    running.line = line;
    this.#begun.set(keyOf(key), running);
    return running;
  }

  #start(
    method: AnyMethod,
    params: unknown,
    line: Line | undefined,
    lane: string | undefined,
    eventId?: string,
  ): Running | undefined {
    try {
      const start = this.#startOf(method, params);
      if (start === undefined) return undefined;
      const invocation = new Invocation(method, start);
      invocation.handedOut();
      return { invocation, method, lane, eventId, line };
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

function keyOf({ id, lane }: ResponseKey): string {
  return id ?? `lane ${lane ?? ''}`;
}
