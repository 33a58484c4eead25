// The schema of the call record: what it accepts, what it refuses, and what it says of each field.

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFields } from '../../src/model/fields/index.ts';
import { callRecordSchema, problemsOf, type CallRecord } from './call-record-schema.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/call-records');
const lines = globSync('*/*.jsonl', { cwd: fixtures }).flatMap((file) =>
  readFileSync(path.join(fixtures, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => ({ file, line })),
);
const records = lines.map(({ line }) => JSON.parse(line) as CallRecord);
const find = (logType: string): CallRecord =>
  records.find((record) => record['log_type'] === logType)!;

describe('records of every version that was released', () => {
  it.each(lines)('are valid and stay as they are: $file $line', ({ line }) => {
    const record = JSON.parse(line) as CallRecord;
    expect(problemsOf(record)).toEqual([]);
    expect(JSON.stringify(record)).toBe(line);
  });

  it('take little room', () => {
    const sizeOf = (record: CallRecord): number => Buffer.byteLength(JSON.stringify(record));
    // The first of the file has no field that it need not have.
    const smallest = lines.find(({ file }) => file.endsWith('operations.jsonl'))!;
    expect(Buffer.byteLength(smallest.line)).toBeLessThanOrEqual(700);
    for (const record of records) expect(sizeOf(record)).toBeLessThanOrEqual(1200);
  });

  it('cover every type of record', () => {
    const { log_type } = callRecordSchema.properties as Record<string, { enum: string[] }>;
    expect(log_type!.enum.filter((type) => find(type) === undefined)).toEqual([]);
  });
});

describe('the conditions of the schema', () => {
  const completed = find('generation_completed');
  const failed = find('request_failed');

  it.each([
    ['a success with the level ERROR', { ...completed, level: 'ERROR' }],
    ['a success with the status failure', { ...completed, status: 'failure' }],
    ['a success with an error_code', { ...completed, error_code: '429' }],
    ['a success with an error_class', { ...completed, error_class: 'server' }],
    ['a failure with the level INFO', { ...failed, level: 'INFO' }],
    ['a failure with the status success', { ...failed, status: 'success' }],
    ['a failure without an error_code', { ...failed, error_code: undefined }],
    ['a failure whose error_code is null', { ...failed, error_code: null }],
    ['a failed request that is a success', { ...failed, success: true }],
    ['a generation that failed', { ...failed, log_type: 'generation_completed' }],
    ['a completed call without a latency', { ...completed, latency_ms: undefined }],
    ['a completed call without a trace', { ...completed, trace_id: undefined }],
    ['a cost in words', { ...completed, cost_usd: 'free' }],
    ['a time in another zone', { ...completed, timestamp: '2026-10-05T08:15:30.123+02:00' }],
    ['a newer major version', { ...completed, schema_version: '2.0' }],
    ['an attribute that is not flat', { ...completed, attributes: { a: { b: 1 } } }],
    ['feedback about nothing', { ...find('feedback'), feedback_name: undefined }],
  ])('refuse %s', (_, record) => {
    expect(problemsOf(JSON.parse(JSON.stringify(record)) as CallRecord)).not.toEqual([]);
  });

  it('accept a newer minor version, and a cost that is not known', () => {
    expect(problemsOf({ ...completed, schema_version: '1.12', cost_usd: null })).toEqual([]);
  });
});

describe('the description of the fields', () => {
  const fields = Object.entries(callRecordSchema.properties) as [string, Record<string, string>][];
  const attributes = new Map(allFields().map((field) => [field.attribute, field]));

  it.each(fields)('says what %s means, and the unit of a number', (name, field) => {
    expect(field['description']).toMatch(/^\S.*\.$/);
    const isNumber = [field['type']].flat().some((type) => /number|integer/.test(type ?? ''));
    expect(field['x-unit'] !== undefined).toBe(isNumber || name === 'time_unix_nano');
  });

  it.each(fields.filter(([, { 'x-otel': otel }]) => otel !== undefined))(
    'names the attribute of %s as the vocabulary does, in both versions',
    (_, { 'x-otel': latest, 'x-otel-1-41': old }) => {
      expect(attributes.has(latest!)).toBe(true);
      expect(old).toBe(attributes.get(latest!)!.in141);
    },
  );

  it('leads each alias to a field', () => {
    const { 'x-aliases': aliases } = callRecordSchema as unknown as {
      'x-aliases': { name: string; field: string }[];
    };
    for (const { name, field } of aliases) {
      expect(callRecordSchema.properties).toHaveProperty(field);
      expect(callRecordSchema.properties).not.toHaveProperty(name);
    }
  });
});
