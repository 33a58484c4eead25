// Helpers for the convention tables: types, requirement levels, conditions, names.
import type {
  AttributeDefinition,
  AttributeTable,
  AttributeType,
  Condition,
  Requirement,
  Requirements,
  SpanDefinition,
} from './definition.ts';

/** Attributes of one type; `more` applies to all. */
export function ofType(
  type: AttributeType,
  names: readonly string[],
  more: Partial<AttributeDefinition> = {},
): AttributeTable {
  return Object.fromEntries(names.map((name) => [name, { type, ...more }]));
}

/** An enumeration of texts. */
export const oneOf = (...values: readonly string[]): AttributeDefinition => ({
  type: 'string',
  values,
});

/** Old names, each with its replacement. */
export function deprecated(
  type: AttributeType,
  replacements: Readonly<Record<string, string>>,
): AttributeTable {
  return Object.fromEntries(
    Object.entries(replacements).map(([name, text]) => [name, { type, deprecated: text }]),
  );
}

/** A table without some of its names. */
export function without<T>(table: Readonly<Record<string, T>>, ...names: readonly string[]) {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));
}

const atLevel =
  (level: Requirement['level']) =>
  (...names: readonly string[]): Requirements =>
    Object.fromEntries(names.map((name) => [name, { level }]));
const atLevelWhen =
  (level: Requirement['level']) =>
  (when: Condition, ...names: readonly string[]): Requirements =>
    Object.fromEntries(names.map((name) => [name, { level, when }]));

export const required = atLevel('required');
export const expected = atLevel('expected');
export const recommended = atLevel('recommended');
export const optIn = atLevel('opt_in');
export const never = atLevel('never');
export const conditional = atLevelWhen('conditional');
export const recommendedIf = atLevelWhen('recommended');

export const IF_AVAILABLE: Condition = { text: 'if it is known' };
export const IF_REQUESTED: Condition = { text: 'if the request has it' };
/** For `error.type`: on spans another rule compares it with the status, elsewhere it is unknown. */
export const IF_FAILED: Condition = { text: 'if the operation failed', holds: () => false };
export const IF_ADDRESS: Condition = {
  text: 'because server.address is set',
  holds: ({ attributes }) => attributes.has('server.address'),
};
export const IF_STREAMED: Condition = {
  text: 'because the call is streamed',
  holds: ({ attributes, hasFailed }) =>
    attributes.get('gen_ai.request.stream')?.value === true && !hasFailed,
};
export const IF_FAILED_CALL: Condition = {
  text: 'because the operation failed',
  holds: ({ hasFailed }) => hasFailed,
};

/** Names `{first} {target}` with the values of two attributes; `{first}` alone without a target. */
export function named(first: string, ...targets: readonly string[]): SpanDefinition['names'] {
  return (attributes) => {
    const text = (name: string): string => String(attributes.get(name)?.value ?? '');
    const target = targets.map(text).find((found) => found !== '');
    return [target === undefined ? text(first) : `${text(first)} ${target}`];
  };
}
