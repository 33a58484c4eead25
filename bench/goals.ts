// What each figure should be on an ordinary machine, beside which the report shows what it is.

import type { Measurement } from './measurement.ts';
import { median } from './statistics.ts';

/** One goal: `who`, in the rows that match, is at most (or at least) `value`, or so much of another column. */
export interface Goal {
  readonly table: RegExp;
  readonly what: RegExp;
  readonly who: string;
  readonly unit: string;
  readonly value?: number;
  /** `value` is a minimum. */
  readonly isLeast?: true;
  /** The limit is `times` the least of these columns, `plus` some. */
  readonly than?: readonly string[];
  readonly times?: number;
  readonly plus?: number;
}

const APPLICATION = /^calls, the application's provider, content off$/;
const OWN = /^calls, the own pipeline, OTLP, content off$/;
const CONTENT = /^calls, .*content on$/;
const CHAT_AND_RESPONSES = /^(?:chat|chat, 32 at once|responses|messages of Anthropic)$/;
const STREAMS = /stream of (?:200|2000) chunks/;
const PEERS = ['openlit', 'langfuse', 'openinference', 'sentry', 'datadog', 'traceloop'];
const ours = { who: 'llm-otel' } as const;
const perCall = { ...ours, unit: 'µs a call' } as const;
const perChunk = { unit: 'µs a chunk' } as const;
const START = /^start$/;
const LOAD = /^load$/;
const STREAM_TABLE = /^streams$/;
const QUERY = /^query, /;
const ARCHIVE = /^archive, 20000000 /;
const COLLECTOR = {
  table: /^collector$/,
  who: 'redaction',
  than: ['no redaction'],
  unit: 'µs of CPU',
} as const;

/** All goals. */
export const GOALS: readonly Goal[] = [
  { ...COLLECTOR, what: /^a span, without content$/, plus: 20 },
  { ...COLLECTOR, what: /^a span, 16 KB/, plus: 500 },
  {
    ...perCall,
    table: APPLICATION,
    what: CHAT_AND_RESPONSES,
    than: ['floor-intervals'],
    times: 1.2,
  },
  { ...perCall, table: APPLICATION, what: CHAT_AND_RESPONSES, than: ['floor'], times: 1.4 },
  { ...perCall, table: APPLICATION, what: /^chat$/, than: ['llm-otel-no-cost'], plus: 3 },
  { ...perCall, table: CONTENT, what: /./, value: 60 },
  { ...perChunk, ...ours, table: OWN, what: STREAMS, value: 0.7 },
  { ...perChunk, ...ours, table: APPLICATION, what: STREAMS, than: ['floor-intervals'], plus: 0.5 },
  {
    ...perChunk,
    who: 'llm-otel-off',
    table: APPLICATION,
    what: STREAMS,
    than: ['floor'],
    times: 2,
  },
  { ...perChunk, who: 'llm-otel-off', table: APPLICATION, what: STREAMS, than: PEERS, times: 1 },
  { table: START, what: /^the preload/, who: 'call log', unit: 'ms', value: 10 },
  ...['call log', 'OTLP', "the application's provider"].flatMap((who): Goal[] => [
    { table: START, what: /loading it/, who, unit: 'ms', value: 60 },
    {
      table: START,
      what: /called later: (?:CPU|time) (?:inside|to) the first/,
      who,
      unit: 'ms',
      value: 5,
    },
  ]),
  { table: LOAD, what: /p99/, who: 'llm-otel added', unit: 'ms', value: 2 },
  { table: LOAD, what: /in one tick$/, who: 'not accounted for', unit: 'spans', value: 0 },
  { table: LOAD, what: /^a prompt of 8 MB$/, who: 'content off', unit: 'ms', value: 1 },
  { table: LOAD, what: /^a prompt of 8 MB$/, who: 'content on', unit: 'ms', value: 5 },
  {
    table: LOAD,
    what: /calls$/,
    who: 'heap, growth from the second to the last',
    unit: 'KB',
    value: 1024,
  },
  {
    table: LOAD,
    what: /calls$/,
    who: 'descriptors, growth from the second to the last',
    unit: '',
    value: 0,
  },
  {
    table: STREAM_TABLE,
    what: /open at once, each/,
    who: 'llm-otel added',
    unit: 'bytes',
    value: 2048,
  },
  { table: STREAM_TABLE, what: /every 20 ms/, who: 'llm-otel added', unit: 'ms', value: 1 },
  { table: STREAM_TABLE, what: /a chunk$/, who: 'llm-otel added', unit: 'µs', value: 2 },
  { table: /^exit$/, what: /without/, who: 'llm-otel added', unit: 'ms', value: 50 },
  { table: /^exit$/, what: /^with /, who: 'llm-otel added', unit: 'ms', value: 2000 },
  { table: /^redaction$/, what: /ordinary/, ...ours, unit: 'MB/s', value: 35, isLeast: true },
  { table: /^redaction$/, what: /1 MB$/, ...ours, unit: 'ms', value: 800 },
  { table: /^redaction$/, what: /growth/, ...ours, unit: '×', value: 2.2 },
  { table: /over MCP/, what: /./, who: 'llm-otel added', unit: 'µs a call', value: 80 },
  { table: QUERY, what: /cold/, who: 'time', unit: 'ms', value: 10_000 },
  { table: QUERY, what: /./, who: 'peak memory', unit: 'MB', value: 400 },
  { table: QUERY, what: /warm/, who: 'time', unit: 'ms', value: 300 },
  { table: QUERY, what: /help/, who: 'time', unit: 'ms', value: 100 },
  { table: ARCHIVE, what: /./, who: 'time', unit: 'ms', value: 10_000 },
  { table: ARCHIVE, what: /./, who: 'peak memory', unit: 'MB', value: 1000 },
];

/** A goal of a figure. */
export interface Judged {
  readonly who: string;
  /** `at most 1.4 × floor`. */
  readonly text: string;
  readonly isMet: boolean;
  /** How much of the other column the figure is. */
  readonly ratio?: number;
}

/** The goals of a figure, and whether they are met; `all` has the columns beside it. */
export function judge(figure: Measurement, all: readonly Measurement[]): Judged[] {
  if (figure.values.length === 0) return [];
  const middle = median(figure.values);
  return GOALS.filter((goal) => isFor(goal, figure)).flatMap((goal) => {
    const limit = limitOf(goal, figure, all);
    if (limit === undefined) return [];
    const isMet = goal.isLeast ? middle >= limit : middle <= limit;
    const judged = { who: figure.who, text: textOf(goal), isMet };
    return goal.times === undefined
      ? [judged]
      : [{ ...judged, ratio: (middle / limit) * goal.times }];
  });
}

function isFor({ table, what, who, unit }: Goal, figure: Measurement): boolean {
  return (
    table.test(figure.table) && what.test(figure.what) && who === figure.who && unit === figure.unit
  );
}

function limitOf(goal: Goal, figure: Measurement, all: readonly Measurement[]): number | undefined {
  const { than, times = 1, plus = 0, value } = goal;
  if (than === undefined) return value;
  const others = all.filter(
    ({ table, what, unit, who, values }) =>
      table === figure.table &&
      what === figure.what &&
      unit === figure.unit &&
      than.includes(who) &&
      values.length > 0,
  );
  if (others.length === 0) return undefined;
  return Math.min(...others.map(({ values }) => median(values))) * times + plus;
}

function textOf({ than, times, plus, value, isLeast }: Goal): string {
  if (than === undefined) return `at ${isLeast ? 'least' : 'most'} ${value}`;
  const base = than.length === 1 ? than[0]! : 'the cheapest peer';
  if (plus !== undefined) return `at most ${base} + ${plus}`;
  return times === 1 ? `at most ${base}` : `at most ${times} × ${base}`;
}
