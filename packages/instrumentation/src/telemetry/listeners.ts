// Listeners for operations besides spans and metrics: the outputs of the process, for every copy of the
// package.

import { processState } from '../foundation/process-state.ts';
import type { Kind } from '../model/kinds.ts';
import type { FinishedOperation, StartedOperation } from './operation.ts';

const listeners = processState('listeners', () => ({
  finished: new Set<(operation: FinishedOperation) => void>(),
  started: new Set<(operation: StartedOperation) => void>(),
}));

/** Passes every ended operation to `listener`, sampled or not. */
export function onFinishedOperation(listener: (operation: FinishedOperation) => void): void {
  listeners.finished.add(listener);
}

/** Passes every started operation to `listener`. */
export function onStartedOperation(listener: (operation: StartedOperation) => void): void {
  listeners.started.add(listener);
}

/** Reports that an operation has ended. Requests and notifications are not reported. */
export function tellFinished(operation: FinishedOperation<Kind>): void {
  if (!isRecorded(operation)) return;
  for (const listener of listeners.finished) listener(operation);
}

/** Reports the started operation that `describe` returns, if anyone listens. */
export function tellStarted(kind: Kind, describe: () => StartedOperation<Kind>): void {
  if (kind === 'request' || listeners.started.size === 0) return;
  const operation = { ...describe(), kind };
  if (isNotification(operation)) return;
  for (const listener of listeners.started) listener(operation);
}

/** A notification over MCP: progress may come a hundred times in a second. */
function isNotification({ kind, start }: StartedOperation<Kind>): boolean {
  return kind === 'mcp' && start.request.mcpMethod?.startsWith('notifications/') === true;
}

function isRecorded(operation: FinishedOperation<Kind>): operation is FinishedOperation {
  return operation.kind !== 'request' && !isNotification(operation);
}
