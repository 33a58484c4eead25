// The fields of call records, read from the JSON Schema that the writer publishes. Fields are
// listed nowhere else, so a new field can be queried at once.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Column type of a field. `money` is in dollars, stored as integer nano-dollars. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'texts'
  | 'money'
  | 'time'
  | 'json';

/** One field of the call record. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** As in the conventions: `ms`, `USD`, `{token}`. */
  readonly unit: string | undefined;
  /** Possibly private. */
  readonly isContent: boolean;
  /** Equivalent span attributes, in any version of the conventions. */
  readonly attributes: readonly string[];
  /** Equivalent resource attribute. */
  readonly resourceAttribute: string | undefined;
}

/** Another name for a field in exports. */
export interface Alias {
  readonly name: string;
  readonly field: string;
  readonly factor?: number;
  readonly decimals?: number;
}

interface Property {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly items?: { readonly type?: string };
  readonly 'x-unit'?: string;
  readonly 'x-content'?: boolean;
  readonly 'x-otel'?: string;
  readonly 'x-otel-1-41'?: string | null;
  readonly 'x-resource'?: string;
}

interface Schema {
  readonly 'x-version': string;
  readonly 'x-aliases': readonly Alias[];
  readonly properties: Readonly<Record<string, Property>>;
}

/** The text of the JSON Schema of call records. */
export const schemaText = readFileSync(
  createRequire(import.meta.url).resolve('llm-otel/schema/call-record-1.schema.json'),
  'utf8',
);

const schema = JSON.parse(schemaText) as Schema;

/** The schema version of this package, such as `1.0`. */
export const SCHEMA_VERSION = schema['x-version'];

/** The newest supported major version. */
export const NEWEST_MAJOR = Number(SCHEMA_VERSION.split('.')[0]);

/** Aliases, for exports and query keys. */
export const ALIASES: readonly Alias[] = schema['x-aliases'];

/** All fields, in the order of the schema. */
export const FIELDS: readonly Field[] = Object.entries(schema.properties).map(
  ([name, property]) => ({
    name,
    type: typeOf(name, property),
    unit: property['x-unit'],
    isContent: property['x-content'] === true,
    attributes: [property['x-otel'], property['x-otel-1-41']].filter(
      (attribute) => typeof attribute === 'string',
    ),
    resourceAttribute: property['x-resource'],
  }),
);

const byName = new Map(FIELDS.map((field) => [field.name, field]));

/** The field called `name`. */
export function fieldOf(name: string): Field | undefined {
  return byName.get(name);
}

function typeOf(name: string, property: Property): FieldType {
  const type = Array.isArray(property.type) ? property.type[0] : property.type;
  if (name === 'timestamp') return 'time';
  if (property['x-unit'] === 'USD') return 'money';
  if (type === 'integer') return 'integer';
  if (type === 'number') return 'number';
  if (type === 'boolean' || typeof property.const === 'boolean') return 'boolean';
  if (type === 'array') return property.items?.type === 'string' ? 'texts' : 'json';
  return type === 'object' ? 'json' : 'text';
}
