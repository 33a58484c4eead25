// How runs end: what is thrown may be an error, a stop by the application, or the way in which a graph waits or goes on.

import type { EndOptions, RunningOperation, Tracing } from '../../model/tracing.ts';

/** Thrown through nodes: an interrupt waits for an answer, a command goes on in the graph around. */
const NO_FAILURES: ReadonlySet<unknown> = new Set([
  'GraphInterrupt',
  'NodeInterrupt',
  'ParentCommand',
  'GraphBubbleUp',
]);
/** Older versions throw a plain error with such a text. */
const STOPPED: ReadonlySet<unknown> = new Set(['AbortError', 'Aborted', 'Abort']);

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly is_bubble_up?: unknown;
}

/** `running` has thrown `error`; `signal`: that of the call. */
export function endThrown(
  running: RunningOperation | undefined,
  error: unknown,
  signal?: AbortSignal,
): void {
  if (running === undefined) return;
  const { name, message, is_bubble_up: isBubble } = (error ?? {}) as Thrown;
  const isStopped = isStop(signal) || (name === 'Error' && STOPPED.has(message));
  if (isBubble === true || NO_FAILURES.has(name)) running.end();
  else if (isStopped || name === 'ModelAbortError') running.end({ outcome: 'aborted' });
  else running.fail(error);
}

/** `promise`, of which `running` learns how it ends. No async function: it would have a frame. */
export function settled<T>(
  promise: PromiseLike<T>,
  running: RunningOperation,
  tracing: Tracing,
  { ending, signal }: { ending(value: T): EndOptions; readonly signal?: AbortSignal | undefined },
): PromiseLike<T> {
  return promise.then(
    (value) => {
      running.end(tracing.attempt('langchain: a result', () => ending(value)));
      return value;
    },
    (error: unknown) => {
      tracing.attempt('langchain: an error', () => endThrown(running, error, signal));
      throw error;
    },
  );
}

/** The application has stopped it: an expired deadline is an error. */
function isStop(signal: AbortSignal | undefined): boolean {
  if (signal?.aborted !== true) return false;
  const { name } = (signal.reason ?? {}) as { readonly name?: unknown };
  return name !== 'TimeoutError';
}
