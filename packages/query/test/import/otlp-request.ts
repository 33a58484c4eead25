// Export requests as other instrumentations send them, and what an import makes of them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../command.ts';
import { run } from '../hosted-command.ts';
import { directory, hex } from '../records.ts';

export type Json = Record<string, unknown>;

const START = 1_790_000_000_000_000_000n;
const NANO_PER_MS = 1_000_000n;

export function toAttributes(values: Readonly<Json>): Json[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: toAny(value) }));
}

function toAny(value: unknown): Json {
  if (typeof value === 'boolean') return { boolValue: value };
  if (Number.isInteger(value)) return { intValue: String(value) };
  if (typeof value === 'number') return { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toAny) } };
  if (typeof value === 'object' && value !== null) {
    return { kvlistValue: { values: toAttributes(value as Json) } };
  }
  return { stringValue: value };
}

/** A span that started `at` milliseconds after the others and took 100, with `attributes`. */
export function span(number: number, attributes: Readonly<Json>, fields: Json = {}, at = 0): Json {
  const start = START + BigInt(at) * NANO_PER_MS;
  return {
    traceId: hex(1, 32),
    spanId: hex(number, 16),
    name: `span ${number}`,
    kind: 3,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 100n * NANO_PER_MS),
    attributes: toAttributes(attributes),
    status: {},
    ...fields,
  };
}

/** A call of a model in the words of the conventions. */
export function chat(number: number, fields: Json = {}, more: Readonly<Json> = {}, at = 0): Json {
  const usage = { 'gen_ai.usage.input_tokens': 10, 'gen_ai.usage.output_tokens': 5 };
  const call = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o', ...usage };
  return span(number, { ...call, ...more }, fields, at);
}

export function requestOf(spans: readonly unknown[], scope = 'test'): Json {
  return { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: scope }, spans }] }] };
}

export function logsOf(logRecords: readonly unknown[], scope = 'test'): Json {
  return { resourceLogs: [{ resource: {}, scopeLogs: [{ scope: { name: scope }, logRecords }] }] };
}

export interface Import extends Result {
  readonly log: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads of an answer what it expects there
  readonly counts: any;
  readonly records: Json[];
}

/** Imports one file of `content`, or one line for each of the requests. */
export async function importOf(
  content: string | Buffer | readonly unknown[],
  ...options: readonly string[]
): Promise<Import> {
  const source = path.join(directory(), 'source.json');
  const isText = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(
    source,
    isText ? content : content.map((one) => `${JSON.stringify(one)}\n`).join(''),
  );
  const log = path.join(directory(), 'log');
  const result = await run(['import', source, '--dir', log, '--json', ...options]);
  const counts = result.stdout === '' ? {} : (JSON.parse(result.stdout) as unknown);
  return { ...result, log, counts, records: recordsIn(log) };
}

/** The records of a log, as they were written. */
export function recordsIn(log: string): Json[] {
  return readdirSync(log)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(path.join(log, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);
}

/** The record of the only span with these attributes, from a scope of another producer. */
export async function recordOf(attributes: Readonly<Json>, fields: Json = {}): Promise<Json> {
  const { records, stderr } = await importOf([requestOf([span(1, attributes, fields)])]);
  if (records.length !== 1) throw new Error(`${records.length} records: ${stderr}`);
  return records[0]!;
}
