// How Mastra tells of failures: errors of the application and of models are inside its own, or copied as data.

import type { RunningOperation } from '../../model/tracing.ts';

/** As much of an error, or of a copy of one, as is read. */
interface Told {
  readonly name?: unknown;
  readonly message?: unknown;
  /** Of Mastra's own errors: the part of it that has thrown. */
  readonly domain?: unknown;
  readonly cause?: unknown;
}

/** Ends `running`, which has failed with `thrown`. */
export function failWith(running: RunningOperation, thrown: unknown): void {
  const { name, message, domain, cause } = (thrown ?? {}) as Told;
  if (cause instanceof Error && domain !== undefined) return running.fail(cause);
  if (thrown instanceof Error || typeof name !== 'string') return running.fail(thrown);
  const failure = { code: name, message: typeof message === 'string' ? message : undefined };
  running.end({ response: { failure } });
}
