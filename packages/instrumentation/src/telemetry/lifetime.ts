// The time of one operation: it starts, chunks pass, it ends exactly once.

import type { Attributes } from '@opentelemetry/api';
import type { ContentCopy } from '../content/copy.ts';
import type { OperationStart } from './operation.ts';
import { Recording } from './recorder.ts';
import { forget, remember, type Abandonable, type Running } from '../foundation/abandonment.ts';
import { checkedResponse, checkedStart } from './checked.ts';
import type { Outcome, ResponseMetadata } from '../model/model.ts';
import { report, safely } from '../foundation/safely.ts';

/** How an operation ended, and what is known of it by then. */
export interface Ending {
  readonly outcome: Outcome;
  readonly response?: ResponseMetadata | undefined;
  readonly thrown?: { readonly error: unknown };
  readonly attributes?: Attributes;
  readonly content?: ContentCopy | undefined;
}

/** Of an operation without chunks. */
const NONE: number[] = [];

/** One running operation. Durations come from the monotonic clock. */
export class Lifetime implements Running {
  readonly owner: Abandonable;
  previous: Running | undefined;
  next: Running | undefined;
  readonly #recording: Recording;
  readonly #startedAt: number;
  #chunkIntervals = NONE;
  #timeToFirstChunk: number | undefined;
  #lastChunkAt = 0;
  #ended = false;

  /** Starts the span for `owner`. Throws only what the OpenTelemetry API throws. */
  constructor(start: OperationStart, owner: Abandonable) {
    this.#recording = new Recording(checkedStart(start));
    // The first recording of a process starts the pipeline: that is no part of a call.
    this.#startedAt = performance.now();
    this.owner = owner;
    remember(this);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Runs `step` with the span active. */
  run<T>(step: () => T): T {
    return this.#recording.run(step);
  }

  /** Sets attributes while the operation runs. */
  set(attributes: Attributes): void {
    if (!this.#ended) safely('setting attributes', () => this.#recording.set(attributes));
  }

  /** One chunk of the result has reached the caller; returns when, on the monotonic clock. */
  chunk(): number {
    const now = performance.now();
    if (this.#timeToFirstChunk === undefined) {
      this.#timeToFirstChunk = (now - this.#startedAt) / 1000;
      this.#chunkIntervals = [];
    } else {
      this.#chunkIntervals.push((now - this.#lastChunkAt) / 1000);
    }
    this.#lastChunkAt = now;
    return now;
  }

  /** Ends the operation; every further call does nothing. */
  end({ outcome, response = {}, thrown, attributes, content }: Ending): void {
    if (this.#ended) return;
    this.#ended = true;
    forget(this);
    try {
      this.#recording.end({
        outcome,
        response: checkedResponse(response),
        thrown,
        attributes,
        content,
        durationSeconds: (performance.now() - this.#startedAt) / 1000,
        timeToFirstChunk: this.#timeToFirstChunk,
        chunkIntervals: this.#chunkIntervals,
      });
    } catch (error) {
      report('recording an operation', error);
    }
  }
}

/** `aborted` for what SDKs and `fetch` throw when their caller aborts, else `error`. */
export function outcomeOf(error: unknown): 'aborted' | 'error' {
  try {
    const { name, constructor } = error as Error;
    const isAbort = name === 'AbortError' || constructor.name === 'APIUserAbortError';
    return isAbort ? 'aborted' : 'error';
  } catch {
    return 'error';
  }
}
