// How streams ended, counted by spans and by call records.

import type { Outcome } from '../differential/program.ts';
import type { BothSdks } from './both-sdks.ts';

/** How many there are of each. */
interface Ends {
  readonly spans: Readonly<Record<string, number>>;
  readonly records: Readonly<Record<string, number>>;
  /** Spans and records of the same operations, each once. */
  readonly operations: number;
  readonly open: number;
}

/** The ends since the last time. */
export async function countEnds({ traced, take }: BothSdks): Promise<Ends> {
  const open = traced.sink.openSpans().length;
  const { spans, records } = await take();
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return {
    spans: tally(spans.map(({ attributes }) => attributes['llm_otel.outcome'])),
    records: tally(records.map((record) => record['outcome'])),
    operations: new Set(
      records.map((record) => String(record['span_id'])).filter((id) => ids.has(id)),
    ).size,
    open,
  };
}

/** What `countEnds` returns when `count` streams have ended, all in the same way. */
export function endsOf(count: number, outcome: Outcome): Ends {
  return { spans: { [outcome]: count }, records: { [outcome]: count }, operations: count, open: 0 };
}

function tally(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
