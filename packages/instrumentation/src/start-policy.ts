// Whether this process may start an OpenTelemetry SDK of ours.

import { processState } from './foundation/process-state.ts';

const policy = processState('start-policy', () => ({ mayStart: true }));

/** The application brings its own SDK: none of ours is started. */
export function neverStartPipeline(): void {
  policy.mayStart = false;
}

/** Whether nobody has said that ours is not wanted. */
export function mayStartPipeline(): boolean {
  return policy.mayStart;
}
