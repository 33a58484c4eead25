// The life of one operation: it starts, chunks pass, it ends exactly once.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import type { ContentCopy } from '../content/copy.ts';
import type { AnyRequest, OperationStart, Recorded, Thrown } from './operation.ts';
import { record } from './attempt.ts';
import { publishFetched } from './publication.ts';
import { forget, remember, type Abandonable, type Running } from '../foundation/abandonment.ts';
import { onClock } from '../model/clock.ts';
import { checkedRequest, checkedResponse, checkedStart } from './checked.ts';
import type { Outcome } from '../model/operation.ts';
import type { FetchedResponse, Response } from '../model/response.ts';
import { processState } from '../foundation/process-state.ts';
import { readProperty } from '../foundation/read-property.ts';
import { report, safely } from '../foundation/safely.ts';
import { config } from '../settings/settings.ts';

/** How an operation ended, and the data known by then. */
export interface Ending {
  /** Seconds until the first chunk, if somebody else has measured it. */
  readonly timeToFirstChunk?: number | undefined;
  /** Milliseconds since the epoch, if not now. */
  readonly at?: number | undefined;
  readonly withholdsContent?: boolean | undefined;
  readonly outcome: Outcome;
  readonly response?: Response | undefined;
  readonly thrown?: Thrown;
  readonly attributes?: Attributes;
  readonly content?: ContentCopy | undefined;
}

/** If there are no chunks, or their intervals are not measured. */
const NONE: number[] = [];
/** After the first chunk: many streams may be open that have no second one. */
const EMPTY: number[] = [];

/** One running operation. Durations come from the monotonic clock. */
export class Lifetime implements Running {
  readonly owner: Abandonable;
  previous: Running | undefined;
  next: Running | undefined;
  readonly #recording: Recorded;
  #chunkIntervals = NONE;
  #timeToFirstChunk: number | undefined;
  /** When the caller got the last chunk, or requested the next one. */
  #waitsSince = 0;
  #ended = false;

  /** Starts the span for `owner`. Only throws errors of the OpenTelemetry API. */
  constructor(start: OperationStart, owner: Abandonable) {
    this.#recording = record(checkedStart(start));
    this.owner = owner;
    remember(this);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The content to record. */
  get capture(): Capture | undefined {
    return this.#recording.capture;
  }

  /** The context with its span. */
  get context(): Context {
    return this.#recording.context;
  }

  /** Adds to the request data. */
  request(values: AnyRequest): void {
    if (!this.#ended) this.#recording.request(checkedRequest(values));
  }

  /** Names the conversation, unless there is one. */
  conversation(conversationId: string): void {
    if (!this.#ended) this.#recording.conversation?.(conversationId);
  }

  /** The operation brings the response of another call, if any. `texts`: those that its failure may show. */
  fetched(given: FetchedResponse | undefined, texts: Thrown['texts']): void {
    if (given === undefined || this.#ended) return;
    safely('recording a response', () => {
      const fetch = this.#recording.started?.();
      if (fetch === undefined) return;
      const durationSeconds = (performance.now() - this.#recording.beganAt) / 1000;
      const response = checkedResponse(given);
      const options = { texts, durationSeconds, hasSpan: false, said: undefined };
      publishFetched(fetch, { response, ...options });
    });
  }

  /** Runs `step` with the span active. */
  run<T>(step: () => T): T {
    return this.#recording.run(step);
  }

  /** Sets attributes while the operation runs. */
  set(attributes: Attributes): void {
    if (!this.#ended) safely('setting attributes', () => this.#recording.set(attributes));
  }

  /** Whether a chunk of the result has reached the caller. */
  get hasChunk(): boolean {
    return this.#timeToFirstChunk !== undefined;
  }

  /** The caller requests the next chunk: the caller's work before it is not waiting for the server. */
  asked(): void {
    if (this.#chunkIntervals !== NONE) this.#waitsSince = performance.now();
  }

  /** One chunk of the result has reached the caller. Reading a clock takes a tenth of a microsecond. */
  chunk(): void {
    if (this.#timeToFirstChunk === undefined) {
      const now = performance.now();
      this.#timeToFirstChunk = (now - this.#recording.beganAt) / 1000;
      if (config().chunkIntervals === 'off') return;
      this.#chunkIntervals = EMPTY;
      this.#waitsSince = now;
    } else if (this.#chunkIntervals !== NONE) {
      const now = performance.now();
      const interval = (now - this.#waitsSince) / 1000;
      if (this.#chunkIntervals === EMPTY) this.#chunkIntervals = [interval];
      else this.#chunkIntervals.push(interval);
      this.#waitsSince = now;
    }
  }

  /** Forgets the operation: its span never ends, so that nobody gets it. */
  discard(): void {
    if (this.#ended) return;
    this.#ended = true;
    forget(this);
  }

  /** Ends the operation; further calls do nothing. */
  end(ending: Ending): void {
    if (this.#ended) return;
    this.#ended = true;
    forget(this);
    const { at, outcome, response = {}, thrown, attributes, content } = ending;
    const { timeToFirstChunk, withholdsContent } = ending;
    const endedAt = Math.max(onClock(at), this.#recording.beganAt);
    const durationSeconds = (endedAt - this.#recording.beganAt) / 1000;
    // A framework counts from its own beginning, which may be before ours.
    const told = timeToFirstChunk && Math.min(timeToFirstChunk, durationSeconds);
    try {
      this.#recording.end({
        outcome,
        response: checkedResponse(response),
        // An abort by the caller is no error, whether reported by a promise, a stream or a helper.
        thrown: outcome === 'error' ? thrown : undefined,
        attributes,
        content,
        ...(withholdsContent === true && { withholdsContent }),
        durationSeconds,
        endedAt,
        timeToFirstChunk: this.#timeToFirstChunk ?? told,
        chunkIntervals: this.#chunkIntervals,
      });
    } catch (error) {
      report('recording an operation', error);
    }
  }
}

const { aborts } = processState('aborts', () => ({ aborts: new WeakSet<object>() }));

/** An SDK throws `error` when its caller aborts: every operation that it passes through was aborted. */
export function noteAbort(error: unknown): void {
  if (typeof error === 'object' && error !== null) aborts.add(error);
}

const { late } = processState('deadlines', () => ({ late: new WeakSet<object>() }));

/** An SDK throws `error` as if its caller had aborted, but a deadline has expired. */
export function noteDeadline(error: unknown): void {
  if (typeof error === 'object' && error !== null) late.add(error);
}

/**
 * `aborted` for errors that SDKs, `fetch` and others throw when their caller aborts, else `error`: an
 * expired deadline, as set by `AbortSignal.timeout`, is not an abort.
 */
export function outcomeOf(error: unknown): 'aborted' | 'error' {
  if (isDeadline(error) || isDeadline(readProperty(error, 'cause'))) return 'error';
  const isObject = typeof error === 'object' && error !== null;
  if (isObject && late.has(error)) return 'error';
  return (isObject && aborts.has(error)) || readProperty(error, 'name') === 'AbortError'
    ? 'aborted'
    : 'error';
}

/** Whether `error` is the reason of an `AbortSignal.timeout` signal. */
export function isDeadline(error: unknown): boolean {
  return readProperty(error, 'name') === 'TimeoutError';
}
