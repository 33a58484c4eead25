// One model call has one span and one set of numbers, however many layers observe it. A framework's model run
// is stored in the context; the call below it reports its data to the run and has no span of its own.

import type { Kind } from '../model/kinds.ts';
import type { OperationEnd, OperationStart } from './operation.ts';

/** The data reported by the call below. */
export interface Attempt {
  readonly start: OperationStart;
  readonly end: OperationEnd;
}

/** A framework's model run. */
export class ModelRun {
  readonly isTool = false;
  readonly #kind: Kind;
  #attempts = 0;
  #isTaken = false;
  #last: Attempt | undefined;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** The number of reported calls. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The data of the last one. */
  get last(): Attempt | undefined {
    return this.#last;
  }

  /**
   * Whether a call of `kind` that starts now belongs to the run: the first one, and the next one after a
   * failure. Any other call is separate.
   */
  take(kind: Kind): boolean {
    if (kind !== this.#kind || this.#isTaken) return false;
    this.#isTaken = true;
    this.#attempts += 1;
    return true;
  }

  /** Reports a taken call's end. */
  tell(attempt: Attempt): void {
    this.#last = attempt;
    if (attempt.end.thrown !== undefined) this.#isTaken = false;
  }

  /** Accepts no further calls. */
  close(): void {
    this.#isTaken = true;
  }
}

/** The start of a run merged with its call's data: the network call knows the request better. */
export function mergedStart(start: OperationStart, { start: told }: Attempt): OperationStart {
  return {
    ...start,
    operation: told.operation ?? start.operation,
    provider: told.provider ?? start.provider,
    serverAddress: told.serverAddress ?? start.serverAddress,
    serverPort: told.serverPort ?? start.serverPort,
    request: { ...start.request, ...given(told.request) },
    size: told.size ?? start.size,
    content: told.content ?? start.content,
  };
}

/**
 * The end of a run merged with its call's data: the framework decides how it ended. If it knows no error, but only that
 * there was one, that of the call is it.
 */
export function mergedEnd(end: OperationEnd, { end: told }: Attempt): OperationEnd {
  const isVague = end.thrown !== undefined && end.thrown.error === undefined;
  const { outcome, thrown } = isVague && told.outcome !== 'completed' ? told : end;
  return {
    ...end,
    outcome,
    thrown,
    response: { ...end.response, ...given(told.response) },
    timeToFirstChunk: told.timeToFirstChunk ?? end.timeToFirstChunk,
    chunkIntervals: told.chunkIntervals.length > 0 ? told.chunkIntervals : end.chunkIntervals,
    content: told.content ?? end.content,
  };
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
