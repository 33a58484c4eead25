// One call of one method of an SDK: its adapter reads what passes, its lifetime ends once.

import type { OperationStart } from '../telemetry/operation.ts';
import type { AnyMethod } from './adapter.ts';
import { Lifetime, outcomeOf } from './lifetime.ts';
import type { Outcome } from './model.ts';
import { safely } from './safely.ts';
import { StreamedResponse } from './streamed-response.ts';

/** A running call. None of its methods throws; the first end wins. */
export class Invocation {
  readonly #method: AnyMethod;
  readonly #lifetime: Lifetime;
  readonly #streamed = new StreamedResponse();
  /** We asked for usage that the caller did not ask for. */
  hidesUsage = false;

  constructor(method: AnyMethod, start: OperationStart) {
    this.#method = method;
    this.#lifetime = new Lifetime(start, this);
  }

  get ended(): boolean {
    return this.#lifetime.ended;
  }

  /** Runs `step` with the span active. */
  run<T>(step: () => T): T {
    return this.#lifetime.run(step);
  }

  /** One chunk of the stream is about to reach the caller; `false` if it must not. */
  chunk(chunk: unknown): boolean {
    if (this.ended) return true;
    try {
      this.#method.chunk?.(this.#streamed, chunk);
      if (this.hidesUsage && this.#method.streamUsage?.hide(chunk) === true) return false;
    } catch {
      // A chunk of an unknown shape: the caller gets it all the same.
    }
    this.#lifetime.chunk();
    return true;
  }

  /** The call returned `result` in one piece. */
  succeed(result: unknown): void {
    if (this.ended) return;
    const response = safely('reading a response', () => this.#method.response(result));
    this.#lifetime.end({ outcome: 'completed', response: response ?? {} });
  }

  /** The stream ended without an error: read to its end, stopped by its caller, or dropped. */
  streamEnded(outcome: Exclude<Outcome, 'error'>): void {
    this.#lifetime.end({ outcome, response: this.#streamed.response() });
  }

  /** The caller took the raw response: nothing of its body is known. */
  responded(): void {
    this.#lifetime.end({ outcome: 'completed' });
  }

  /** The call, or the reading of its stream, threw `error`. */
  fail(error: unknown): void {
    const response = this.#streamed.response();
    this.#lifetime.end({ outcome: outcomeOf(error), response, thrown: { error } });
  }
}
