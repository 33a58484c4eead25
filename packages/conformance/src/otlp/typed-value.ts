// How values and attributes of OTLP/JSON become plain values with their wire type.
import type { Attributes, TypedValue, ValueType } from './records.ts';
import type { JsonNode } from './json-node.ts';

/** Reads a list of `{key, value}`. @throws {InputError} if it is something else */
export function readAttributes(list: JsonNode): Attributes {
  return new Map(
    list.items().map((entry) => [entry.field('key').text(), readValue(entry.field('value'))]),
  );
}

/** Reads one `AnyValue`. @throws {InputError} if it is something else */
function readValue(node: JsonNode): TypedValue {
  if (!node.exists) return { type: 'none', value: null };
  const has = (name: string): JsonNode | undefined => {
    const field = node.field(name);
    return field.exists ? field : undefined;
  };
  const scalar = (type: ValueType, field: JsonNode): TypedValue => ({ type, value: field.value });
  let field = has('stringValue');
  if (field) return { type: 'string', value: field.text() };
  if ((field = has('boolValue'))) return scalar('boolean', field);
  if ((field = has('intValue'))) return { type: 'int', value: field.number() };
  if ((field = has('doubleValue'))) return { type: 'double', value: field.number() };
  if ((field = has('bytesValue'))) return scalar('bytes', field);
  if ((field = has('arrayValue'))) return toArray(field.field('values').items().map(readValue));
  if ((field = has('kvlistValue'))) {
    const entries = [...readAttributes(field.field('values'))];
    return {
      type: 'map',
      value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    };
  }
  return { type: 'none', value: null };
}

function toArray(items: readonly TypedValue[]): TypedValue {
  const types = new Set(items.map(({ type }) => type));
  return { type: arrayType(types), value: items.map(({ value }) => value) };
}

function arrayType(types: ReadonlySet<ValueType>): ValueType {
  const [first] = types;
  if (first === undefined) return 'empty[]';
  // JavaScript has one type of numbers: of [1, 0.5] the first arrives as an int.
  if (types.size === 2 && types.has('int') && types.has('double')) return 'double[]';
  const isPlain =
    first === 'string' || first === 'int' || first === 'double' || first === 'boolean';
  return types.size === 1 && isPlain ? `${first}[]` : 'mixed[]';
}
