// Which of the records of one trace repeat tokens and costs of others.

import type { CallRecord } from '../reader/parse-line.ts';
import { type Operation, repetitions } from './call-tree.ts';

interface RecordOperation extends Operation {
  readonly record: CallRecord;
}

/** The records whose tokens and costs are those of other `records`, all of one trace. */
export function repeatedRecords(records: readonly CallRecord[]): ReadonlySet<CallRecord> {
  const operations = records.filter(({ latency_ms: latency }) => latency !== undefined);
  const found = repetitions(operations.map(toOperation));
  return new Set([...found.keys()].map(({ record }) => record));
}

function toOperation(record: CallRecord): RecordOperation {
  const { parent_span_id: parent, operation } = record;
  return {
    record,
    trace: String(record['trace_id']),
    span: String(record['span_id']),
    parent: typeof parent === 'string' ? parent : null,
    logType: String(record['log_type']),
    operation: typeof operation === 'string' ? operation : null,
    hasTokens: Number(record['total_tokens'] ?? 0) > 0,
    hasCost: Number(record['cost_usd'] ?? 0) > 0,
  };
}
