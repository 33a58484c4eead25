// One record on one line.

import type { CallRecord } from '../reader/parse-line.ts';
import { recordTitle } from './record-title.ts';
import { toCount, toDuration, toMoney } from './quantity.ts';
import { colour, dim } from './terminal.ts';
import { toSafeLine } from './text-safety.ts';

const DURATION_WIDTH = 8;

/** Time, duration, operation, tokens, cost, and the ids to ask for more with. */
export function toRecordLine(record: CallRecord, ids: readonly string[]): string {
  const text = (name: string): string => toSafeLine(String(record[name] ?? ''));
  const isFailed = record['success'] === false;
  const { latency_ms: latency, total_tokens: tokens, cost_usd: cost } = record;
  return [
    dim(text('timestamp')),
    (typeof latency === 'number' ? toDuration(latency) : '').padStart(DURATION_WIDTH),
    isFailed ? colour('red', '✗') : colour('green', '✓'),
    toSafeLine(recordTitle(record)),
    ...(typeof tokens === 'number' ? [`${toCount(tokens)} tokens`] : []),
    ...(typeof cost === 'number' ? [toMoney(cost)] : []),
    ...(isFailed ? [colour('red', `${text('error_code')} ${text('error_message')}`.trim())] : []),
    ...ids.map((id) => dim(toSafeLine(id))),
  ].join('  ');
}
