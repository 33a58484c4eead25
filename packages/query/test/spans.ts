// Files of a collector with spans of model calls.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { directory, hex } from './records.ts';

const START = 1_795_168_800_000_000_000n;

/** No record of `call` has such an id. */
const FIRST = 0xabc_0000;

/** An `AnyValue` of OTLP/JSON. */
export type WireValue = Readonly<Record<string, unknown>>;

export interface TestSpan {
  readonly attributes?: Readonly<Record<string, WireValue>>;
  readonly [field: string]: unknown;
}

/** A file of a collector, in a directory of its own. */
export function spansFile(spans: readonly TestSpan[]): string {
  const file = path.join(directory(), 'traces.jsonl');
  const all = spans.map(({ attributes, ...fields }, at) => ({
    traceId: hex(FIRST + at, 32),
    spanId: hex(FIRST + at, 16),
    name: 'chat gpt-4o',
    kind: 3,
    startTimeUnixNano: String(START + BigInt(at)),
    endTimeUnixNano: String(START + 100_000_000n),
    attributes: Object.entries({
      'gen_ai.operation.name': { stringValue: 'chat' },
      'gen_ai.request.model': { stringValue: 'gpt-4o' },
      ...attributes,
    }).map(([key, value]) => ({ key, value })),
    ...fields,
  }));
  writeFileSync(
    file,
    `${JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ spans: all }] }] })}\n`,
  );
  return file;
}
