// A trace as a tree of operations, each with a bar that shows when it ran.

import type { CallRecord } from '../reader/parse-line.ts';
import { recordTitle } from './record-title.ts';
import { toCount, toDuration, toMoney } from './quantity.ts';
import { colour, dim } from './table.ts';
import { shorten, toSafeLine } from './text-safety.ts';

const BAR_WIDTH = 30;
const NAME_WIDTH = 44;
const DURATION_WIDTH = 9;

/** Maximum depth up to which tree lines are drawn. */
const LEAD_WIDTH = 20;

interface Node {
  readonly record: CallRecord;
  /** Prefixes of this name and of its children. */
  readonly lead: string;
  readonly leadBelow: string;
}

/** Draws the tree of `records` of one trace; tokens and costs of `repeated` request ids are not summed. */
export function toTraceText(
  id: string,
  records: readonly CallRecord[],
  repeated: ReadonlySet<unknown>,
): string {
  const operations = records.filter((record) => record['latency_ms'] !== undefined);
  const rest = records.filter((record) => record['latency_ms'] === undefined);
  const start = Math.min(...operations.map(startOf));
  const end = Math.max(...operations.map((record) => startOf(record) + latencyOf(record)));
  const sum = (name: string): number =>
    operations.reduce(
      (total, record) =>
        total + (repeated.has(record['request_id']) ? 0 : Number(record[name] ?? 0)),
      0,
    );
  const errors = operations.filter((record) => record['success'] === false).length;
  const cost = sum('cost_usd');
  const title = [
    `trace ${toSafeLine(id)}`,
    `${operations.length} operations`,
    ...(operations.length === 0 ? [] : [toDuration(end - start)]),
    `${toCount(sum('total_tokens'))} tokens`,
    ...(cost > 0 ? [toMoney(cost)] : []),
    ...(errors > 0 ? [colour('red', `${errors} failed`)] : []),
  ].join(', ');
  const lines = toTree(operations).map((node) => toLine(node, start, end - start));
  return [title, ...lines, ...rest.map(toNote)].join('\n');
}

/** Each record once, below its parent if that exists; cycles of parents are cut. */
function toTree(records: readonly CallRecord[]): Node[] {
  const ids = new Set(records.map((record) => record['span_id']));
  const children = Map.groupBy(records, (record) => {
    const parent = record['parent_span_id'];
    return ids.has(parent) && parent !== record['span_id'] ? parent : undefined;
  });
  const seen = new Set<CallRecord>();
  const nodes: Node[] = [];
  const add = (roots: readonly CallRecord[]): void => {
    const stack = roots.toReversed().map((record): Node => ({ record, lead: '', leadBelow: '' }));
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (seen.has(node.record)) continue;
      seen.add(node.record);
      nodes.push(node);
      const { leadBelow } = node;
      const below = children.get(node.record['span_id'])?.filter((record) => !seen.has(record));
      for (const [at, record] of (below ?? []).toReversed().entries()) {
        const [branch, line] = at === 0 ? ['└ ', '  '] : ['├ ', '│ '];
        stack.push({ record, lead: leadBelow + branch, leadBelow: leadBelow + line });
      }
    }
  };
  add(children.get(undefined) ?? []);
  for (const record of records) if (!seen.has(record)) add([record]);
  return nodes;
}

function toLine({ record, lead }: Node, start: number, length: number): string {
  const name = shorten(`${lead.slice(-LEAD_WIDTH)}${toSafeLine(recordTitle(record))}`, NAME_WIDTH);
  const isFailed = record['success'] === false;
  const from = length === 0 ? 0 : (startOf(record) - start) / length;
  const share = length === 0 ? 1 : latencyOf(record) / length;
  const left = Math.min(BAR_WIDTH - 1, Math.floor(from * BAR_WIDTH));
  const width = Math.min(BAR_WIDTH - left, Math.max(1, Math.round(share * BAR_WIDTH)));
  const bar = `${' '.repeat(left)}${'█'.repeat(width)}`.padEnd(BAR_WIDTH);
  const tokens = record['total_tokens'];
  const notes = [
    ...(typeof tokens === 'number' ? [`${toCount(tokens)} tokens`] : []),
    ...(typeof record['cost_usd'] === 'number' ? [toMoney(record['cost_usd'])] : []),
    ...(isFailed ? [colour('red', `failed: ${toSafeLine(String(record['error_code']))}`)] : []),
  ].join('  ');
  const duration = toDuration(latencyOf(record)).padStart(DURATION_WIDTH);
  return `${name.padEnd(NAME_WIDTH)} ${colour(isFailed ? 'red' : 'green', bar)} ${duration}  ${notes}`.trimEnd();
}

function toNote(record: CallRecord): string {
  const what = record['feedback_name'] ?? record['log_type'];
  const value = record['feedback_label'] ?? record['feedback_score'] ?? '';
  return dim(`${record['log_type']}: ${toSafeLine(`${String(what)} ${String(value)}`)}`);
}

function startOf(record: CallRecord): number {
  return Date.parse(String(record['timestamp'])) || 0;
}

function latencyOf(record: CallRecord): number {
  return Number(record['latency_ms']) || 0;
}
