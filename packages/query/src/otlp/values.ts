// Converts OTLP/JSON values and attributes to plain values with wire types.

import type { Json, JsonReader } from './json-reader.ts';

/** The wire type of a value. The items of `empty[]` are unknown, `mixed[]` has several types. */
export type ValueType =
  | 'string'
  | 'int'
  | 'double'
  | 'boolean'
  | 'string[]'
  | 'int[]'
  | 'double[]'
  | 'boolean[]'
  | 'mixed[]'
  | 'empty[]'
  | 'map'
  | 'bytes'
  | 'none';

/** A value with its wire type; bytes stay base64, integers are numbers, beyond 2^53 texts of their digits; none is `null`. */
export interface TypedValue {
  readonly type: ValueType;
  readonly value: unknown;
}

/** Attributes by name; the last value wins for duplicate names. */
export type Attributes = ReadonlyMap<string, TypedValue>;

/** Attributes as plain values by name. */
export function toPlainMap(attributes: Attributes): Map<string, unknown> {
  return new Map(plainEntries(attributes));
}

/** Attributes as one plain object. */
export function toPlainObject(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(plainEntries(attributes));
}

/** Reads a list of `{key, value}`. @throws {OtlpError} */
export function readAttributes(reader: JsonReader, parent: Json, name: string): Attributes {
  return new Map(
    reader.items(parent, name, (entry) => [
      reader.text(entry, 'key'),
      readValue(reader, entry, 'value'),
    ]),
  );
}

const NONE: TypedValue = { type: 'none', value: null };

/** Reads the `AnyValue` in a field. @throws {OtlpError} */
export function readValue(reader: JsonReader, parent: Json, name: string): TypedValue {
  return reader.object(parent, name, (value) => toTyped(reader, value)) ?? NONE;
}

function toTyped(reader: JsonReader, any: Json): TypedValue {
  const has = (name: string): boolean => any[name] !== undefined && any[name] !== null;
  if (has('stringValue')) return { type: 'string', value: reader.text(any, 'stringValue') };
  if (has('boolValue')) return { type: 'boolean', value: reader.flag(any, 'boolValue') };
  if (has('intValue')) return ofNumber('int', reader.integer(any, 'intValue'));
  if (has('doubleValue')) return ofNumber('double', reader.number(any, 'doubleValue'));
  if (has('bytesValue')) return { type: 'bytes', value: reader.text(any, 'bytesValue') };
  if (has('arrayValue')) {
    return reader.object(any, 'arrayValue', (array) => toArray(reader, array)) ?? NONE;
  }
  const map = reader.object(any, 'kvlistValue', (list) => readAttributes(reader, list, 'values'));
  return map === undefined ? NONE : { type: 'map', value: toPlainObject(map) };
}

function ofNumber(type: ValueType, value: number | string | undefined): TypedValue {
  return value === undefined ? NONE : { type, value };
}

function toArray(reader: JsonReader, array: Json): TypedValue {
  const items = reader.list(
    array,
    'values',
    (item, index) => reader.at(item, index, (value) => toTyped(reader, value)) ?? NONE,
  );
  const types = new Set(items.map(({ type }) => type));
  return { type: arrayType(types), value: items.map(({ value }) => value) };
}

function arrayType(types: ReadonlySet<ValueType>): ValueType {
  const [first] = types;
  if (first === undefined) return 'empty[]';
  // JavaScript has one number type: in [1, 0.5] the first arrives as an int.
  if (types.size === 2 && types.has('int') && types.has('double')) return 'double[]';
  const isPlain =
    first === 'string' || first === 'int' || first === 'double' || first === 'boolean';
  return types.size === 1 && isPlain ? `${first}[]` : 'mixed[]';
}

function plainEntries(attributes: Attributes): (readonly [string, unknown])[] {
  return [...attributes].map(([name, { value }]) => [name, value]);
}
