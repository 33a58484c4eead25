// Draws call records as the tree of their spans: who called whom, how long it took, what it cost.

import { alignColumns } from './aligned-columns.ts';
import type { CallRecord } from './call-records.ts';

const barWidth = 24;

/** One trace as lines: a heading, then a line for each span below its parent. */
export function drawTrace(records: readonly CallRecord[]): string[] {
  const ids = new Set(records.map(({ span_id }) => span_id));
  // Records are written as their spans end, and a parent ends after its children.
  const sorted = records.toSorted((a, b) => startOf(a) - startOf(b));
  const from = Math.min(...records.map(startOf));
  const until = Math.max(...records.map((record) => startOf(record) + record.latency_ms));

  const rows: string[][] = [['span', 'duration', 'tokens in', 'out', 'cost', '']];
  const draw = (record: CallRecord, prefix: string, childPrefix: string): void => {
    rows.push([
      `${prefix}${describe(record)}`,
      `${record.latency_ms.toFixed(1)} ms`,
      String(record.prompt_tokens ?? ''),
      String(record.completion_tokens ?? ''),
      typeof record.cost_usd === 'number' ? toDollars(record.cost_usd) : '',
      bar(startOf(record) - from, record.latency_ms, until - from),
    ]);
    const children = sorted.filter(({ parent_span_id }) => parent_span_id === record.span_id);
    children.forEach((child, at) => {
      const isLast = at === children.length - 1;
      draw(
        child,
        `${childPrefix}${isLast ? '└─ ' : '├─ '}`,
        `${childPrefix}${isLast ? '   ' : '│  '}`,
      );
    });
  };
  for (const record of sorted) {
    if (!ids.has(record.parent_span_id ?? '')) draw(record, '', '');
  }
  return alignColumns(rows, /^\$?[\d.]+( ms)?$/);
}

function startOf(record: CallRecord): number {
  return Date.parse(record.timestamp);
}

/** The span's name, and what the name does not say yet. */
function describe(record: CallRecord): string {
  const { name, stage, data_source_id, operation, model_id: model, error_code: error } = record;
  const known = model === undefined ? [stage ?? data_source_id] : [operation, model];
  const parts = known.filter((part) => part !== undefined && !name.includes(part));
  const remarks = [
    record.stream && 'streamed',
    record.retrieved_count !== undefined && `${record.retrieved_count} found`,
    record.best_score !== undefined && `best ${record.best_score.toFixed(2)}`,
    error !== undefined && `failed: ${error}`,
  ].filter((remark) => typeof remark === 'string');
  return [name, ...parts, ...(remarks.length > 0 ? [`(${remarks.join(', ')})`] : [])].join(' ');
}

/** When in the trace the span ran. */
function bar(start: number, duration: number, total: number): string {
  const toColumn = (time: number): number => Math.round((time / (total || 1)) * barWidth);
  const before = Math.min(toColumn(start), barWidth - 1);
  const length = Math.min(Math.max(toColumn(duration), 1), barWidth - before);
  return `${' '.repeat(before)}${'━'.repeat(length)}`;
}

/** All digits: a call costs little. */
function toDollars(cost: number): string {
  return `$${cost.toFixed(9).replace(/\.?0+$/, '')}`;
}
