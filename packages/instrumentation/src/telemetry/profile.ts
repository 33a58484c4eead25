// Which versions of the conventions are emitted, as `LLM_OTEL_SEMCONV` says.

import { config } from '../config.ts';

/** Whether the names of October 2026 are emitted. */
export function emitsLatest(): boolean {
  return config().semconv !== '1.41';
}

/** Whether the names of v1.41 are emitted. */
export function emits141(): boolean {
  return config().semconv !== 'latest';
}
