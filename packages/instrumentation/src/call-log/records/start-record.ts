// The record of a started operation: the final record without the data of its end.

import type { StartedOperation } from '../../telemetry/operation.ts';
import { toCallRecord } from './call-record.ts';

/** The record. The final one has the same `span_id`. */
export function toStartRecord(operation: StartedOperation, configHash: string | undefined): object {
  const started = {
    ...operation,
    outcome: 'completed',
    response: {},
    durationSeconds: 0,
    chunkIntervals: [],
    errorType: undefined,
    errorMessage: undefined,
    tally: undefined,
    said: undefined,
  } as const;
  const record = toCallRecord(started, configHash);
  const { status: _, success: __, latency_ms: ___, outcome: ____, ...start } = record;
  return { ...start, log_type: 'request_started' };
}
