// One call of a model has one span and one set of numbers, through however many layers see it. A framework's
// run of a model stands in the context; the call below it tells of itself there, and is no span of its own.

import type { Kind } from '../model/kinds.ts';
import type { OperationEnd, OperationStart } from './operation.ts';

/** What the call below has told of itself. */
export interface Attempt {
  readonly start: OperationStart;
  readonly end: OperationEnd;
}

/** A framework's run of a model. */
export class ModelRun {
  readonly #kind: Kind;
  #attempts = 0;
  #isTaken = false;
  #last: Attempt | undefined;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Calls below that were told here. */
  get attempts(): number {
    return this.#attempts;
  }

  /** What the last of them told. */
  get last(): Attempt | undefined {
    return this.#last;
  }

  /**
   * Whether a call of `kind` that starts now is to be told here: the first one, and after one that failed the
   * next. Any other is a call of its own.
   */
  take(kind: Kind): boolean {
    if (kind !== this.#kind || this.#isTaken) return false;
    this.#isTaken = true;
    this.#attempts += 1;
    return true;
  }

  /** A call that was taken has ended. */
  tell(attempt: Attempt): void {
    this.#last = attempt;
    if (attempt.end.thrown !== undefined) this.#isTaken = false;
  }

  /** No call is told here any more. */
  close(): void {
    this.#isTaken = true;
  }
}

/** The start of a run with what its call has told: the network knows better what was asked of whom. */
export function mergedStart(start: OperationStart, { start: told }: Attempt): OperationStart {
  return {
    ...start,
    operation: told.operation ?? start.operation,
    provider: told.provider ?? start.provider,
    serverAddress: told.serverAddress ?? start.serverAddress,
    serverPort: told.serverPort ?? start.serverPort,
    request: { ...start.request, ...given(told.request) },
    content: told.content ?? start.content,
  };
}

/** The end of a run with what its call has told: how it ended is the framework's word. */
export function mergedEnd(end: OperationEnd, { end: told }: Attempt): OperationEnd {
  return {
    ...end,
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
