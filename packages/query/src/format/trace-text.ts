// A trace as a tree of operations, each with a bar that shows when it ran. Bars, then names, get narrower in a narrow
// terminal.

import stringWidth from 'string-width';
import type { CallRecord } from '../reader/parse-line.ts';
import { recordTitle } from './record-title.ts';
import { toCount, toDuration, toMoney } from './quantity.ts';
import { shortenToWidth } from './shortened-text.ts';
import { colour, dim } from './terminal.ts';
import { toSafeLine } from './text-safety.ts';

const BAR_WIDTH = 30;
const SHORTEST_BAR = 8;
const NAME_WIDTH = 44;
const SHORTEST_NAME = 16;
const DURATION_WIDTH = 9;
const GAP = '  ';

/** Maximum depth up to which tree lines are drawn. */
const LEAD_WIDTH = 20;

interface Node {
  readonly record: CallRecord;
  /** Prefixes of this name and of its children. */
  readonly lead: string;
  readonly leadBelow: string;
}

/**
 * Draws the tree of `records` of one trace, at most `width` columns of the terminal wide. Tokens and costs of
 * `repeated` request ids are not summed.
 */
export function toTraceText(
  id: string,
  records: readonly CallRecord[],
  repeated: ReadonlySet<unknown>,
  width: number,
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
  const name = `trace ${toSafeLine(id)}`;
  const facts = [
    `${operations.length} operations`,
    ...(operations.length === 0 ? [] : [toDuration(end - start)]),
    `${toCount(sum('total_tokens'))} tokens`,
    ...(cost > 0 ? [toMoney(cost)] : []),
    ...(errors > 0 ? [`${errors} failed`] : []),
  ].join(', ');
  const isNarrow = stringWidth(`${name}, ${facts}`) > width;
  const title = `${name}${isNarrow ? '\n' : ', '}${errors > 0 ? colour('red', facts) : facts}`;
  const nodes = toTree(operations);
  const layout = toLayout(nodes, width);
  const lines = nodes.map((node) => toLine(node, start, end - start, layout));
  return [title, ...lines, ...rest.map(toNote)].join('\n');
}

/** Columns of the terminal for each part of a line. */
interface Layout {
  readonly name: number;
  readonly bar: number;
  readonly notes: number;
}

/** Wide notes get what a bar of usual width leaves, and names at least a few characters. */
function toLayout(nodes: readonly Node[], width: number): Layout {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
  const names = widest(nodes.map(nameOf));
  const notes = widest(nodes.map(({ record }) => notesOf(record).join(GAP)));
  if (width === Number.POSITIVE_INFINITY) return { name: NAME_WIDTH, bar: BAR_WIDTH, notes };
  const free = Math.max(0, width - DURATION_WIDTH - 2 - GAP.length);
  const bar = clamp(free - names - notes, SHORTEST_BAR, BAR_WIDTH);
  const name = clamp(free - bar - notes, SHORTEST_NAME, names);
  return { name, bar, notes: Math.max(0, free - bar - name) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
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

function toLine(node: Node, start: number, length: number, layout: Layout): string {
  const { record } = node;
  const name = shortenToWidth(nameOf(node), layout.name);
  const isFailed = record['success'] === false;
  const from = length === 0 ? 0 : (startOf(record) - start) / length;
  const share = length === 0 ? 1 : latencyOf(record) / length;
  const left = Math.min(layout.bar - 1, Math.floor(from * layout.bar));
  const filled = Math.min(layout.bar - left, Math.max(1, Math.round(share * layout.bar)));
  const bar = `${' '.repeat(left)}${'█'.repeat(filled)}`.padEnd(layout.bar);
  const notes = shortenToWidth(notesOf(record).join(GAP), layout.notes);
  const duration = toDuration(latencyOf(record)).padStart(DURATION_WIDTH);
  const space = ' '.repeat(layout.name - stringWidth(name));
  return [
    `${name}${space} ${colour(isFailed ? 'red' : 'green', bar)} ${duration}`,
    isFailed ? colour('red', notes) : notes,
  ]
    .join(GAP)
    .trimEnd();
}

function nameOf({ record, lead }: Node): string {
  return `${lead.slice(-LEAD_WIDTH)}${toSafeLine(recordTitle(record))}`;
}

function notesOf(record: CallRecord): string[] {
  const { total_tokens: tokens, cost_usd: cost } = record;
  return [
    ...(record['success'] === false ? [`failed: ${toSafeLine(String(record['error_code']))}`] : []),
    ...(typeof tokens === 'number' ? [`${toCount(tokens)} tokens`] : []),
    ...(typeof cost === 'number' ? [toMoney(cost)] : []),
  ];
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
