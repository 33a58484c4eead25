// A way in which an application makes a call and takes its result.

import type { Answer } from './answers.ts';

/** What a way works with: one call, of which it logs all that an application can see. */
export interface Attempt {
  /** Makes the call. */
  make(): unknown;
  /** Makes it where nobody listens. */
  makeUnreachable(): unknown;
  /** The stream in a result; `undefined` of an unstreamed call. */
  streamIn(result: unknown): AsyncIterable<unknown> | undefined;
  log(...values: readonly unknown[]): void;
  /** Resolves when the request has arrived. */
  readonly arrived: Promise<void>;
  abort(reason?: unknown): void;
  stop(stream: unknown): void;
  /** The service breaks off. */
  cut(): void;
}

/** A way. Each is run bare and traced. */
export interface Way {
  readonly name: string;
  readonly of: 'plain' | 'streamed' | 'both';
  readonly needs?: 'signal' | 'stop';
  /** Absent where each package ends in its own way. */
  readonly outcome?: 'completed' | 'aborted' | 'error' | 'abandoned';
  /** Absent: in full. */
  readonly answer?: Answer;
  run(attempt: Attempt): Promise<void>;
}

/** Takes what a call returned to its end. */
export async function take(attempt: Attempt, returned: unknown): Promise<void> {
  const { log, streamIn } = attempt;
  log(returned);
  const result = await returned;
  log(result);
  const stream = streamIn(result);
  if (stream === undefined) return;
  for await (const chunk of stream) log(chunk);
  // There is no more of it, and asking does no harm.
  try {
    for await (const chunk of stream) log(chunk);
  } catch (error) {
    log(error);
  }
}

export async function open({ make, log, streamIn }: Attempt): Promise<AsyncIterable<unknown>> {
  const returned = make();
  log(returned);
  const result = await returned;
  log(result);
  return streamIn(result)!;
}

/** Logs what `work` throws. */
export async function failing(attempt: Attempt, work: () => unknown): Promise<void> {
  try {
    await work();
    attempt.log('did not throw');
  } catch (error) {
    attempt.log(error);
  }
}
