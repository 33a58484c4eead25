// The schema file of the call record, with its extensions to JSON Schema.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One field. Keywords with `x-` are our annotations. */
export interface FieldSchema {
  readonly description: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: { readonly type?: string };
  readonly 'x-unit'?: string;
  /** The equivalent span attribute, and its name in v1.41 if that differs. */
  readonly 'x-otel'?: string;
  readonly 'x-otel-1-41'?: string | null;
  /** The equivalent resource attribute. */
  readonly 'x-resource'?: string;
  /** The equivalent part of a span. */
  readonly 'x-span'?: string;
  /** Text of people and models. */
  readonly 'x-content'?: true;
}

/** An alias of a field in exports. */
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

/** The schema for new records. */
export function currentSchema(): RecordSchema {
  return readSchema('call-record-1.schema.json');
}

/** Every released version, oldest first. */
export function releasedSchemas(): RecordSchema[] {
  return readdirSync(path.join(folder, 'released'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => readSchema(path.join('released', name)));
}

function readSchema(name: string): RecordSchema {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as RecordSchema;
}
