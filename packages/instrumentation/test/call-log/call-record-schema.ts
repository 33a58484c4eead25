// The published schema, as tests ask it.

import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

/** A record that was read from a line. */
export type CallRecord = Record<string, unknown>;

/** The schema as an application gets it. */
export const callRecordSchema = createRequire(import.meta.url)(
  'llm-otel/schema/call-record-1.schema.json',
) as { readonly 'x-version': string; readonly properties: Readonly<Record<string, object>> };

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
});
for (const keyword of ['version', 'aliases', 'unit', 'otel', 'otel-1-41', 'resource', 'span']) {
  ajv.addKeyword(`x-${keyword}`);
}
ajv.addKeyword('x-core').addKeyword('x-content');
const validate = ajv.compile(callRecordSchema);

/** What the schema says against `record`, and which of its fields it does not describe. */
export function problemsOf(record: CallRecord): string[] {
  const unknown = Object.keys(record).filter((name) => !(name in callRecordSchema.properties));
  validate(record);
  return [
    ...unknown.map((name) => `${name} is not described`),
    ...(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
  ];
}

/** The same records, after a look at their shape, their size and the order of their fields. */
export function checked(records: readonly CallRecord[]): readonly CallRecord[] {
  const order = Object.keys(callRecordSchema.properties);
  for (const record of records) {
    expect(problemsOf(record)).toEqual([]);
    expect(sizeWithoutContent(record)).toBeLessThanOrEqual(1200);
    const names = Object.keys(record);
    expect(names).toEqual(names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(record['schema_version']).toBe(callRecordSchema['x-version']);
  }
  return records;
}

/** Bytes of the line; content is as long as what was said. */
function sizeWithoutContent(record: CallRecord): number {
  const { properties } = callRecordSchema as unknown as {
    readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const told = Object.entries(record).filter(([name]) => properties[name]?.['x-content'] !== true);
  return Buffer.byteLength(JSON.stringify(Object.fromEntries(told)));
}
