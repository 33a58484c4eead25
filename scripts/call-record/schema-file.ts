// The schema of the call record, as a file of the package: what it holds beside JSON Schema.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One field. Keywords with `x-` are annotations of ours. */
export interface FieldSchema {
  readonly description: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: { readonly type?: string };
  readonly 'x-unit'?: string;
  /** The attribute of a span that says the same, and what v1.41 calls it where that differs. */
  readonly 'x-otel'?: string;
  readonly 'x-otel-1-41'?: string | null;
  /** The attribute of the resource that says the same. */
  readonly 'x-resource'?: string;
  /** The part of a span that says the same. */
  readonly 'x-span'?: string;
  /** What people and models have said. */
  readonly 'x-content'?: true;
}

/** A name that exports may give to a field. */
export interface Alias {
  readonly name: string;
  readonly field: string;
  readonly factor?: number;
  readonly decimals?: number;
}

/** The schema of one major version. */
export interface RecordSchema {
  readonly $id: string;
  readonly 'x-version': string;
  readonly 'x-aliases': readonly Alias[];
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly allOf: readonly unknown[];
}

const folder = path.join(import.meta.dirname, '../../packages/instrumentation/schema');

/** The schema that records are written by today. */
export function currentSchema(): RecordSchema {
  return readSchema('call-record-1.schema.json');
}

/** Every version that was released, the oldest first. */
export function releasedSchemas(): RecordSchema[] {
  return readdirSync(path.join(folder, 'released'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => readSchema(path.join('released', name)));
}

function readSchema(name: string): RecordSchema {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as RecordSchema;
}
