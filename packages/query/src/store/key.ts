// Resolves a field name from a user to a SQL expression. Names come from the schema, or are
// checked before use in a path; no other user text gets into a statement.

import { Failure } from '../failure.ts';
import { ALIASES, FIELDS, fieldOf, type FieldType } from '../schema.ts';

/** A key as SQL. */
export interface Key {
  /** The requested name. */
  readonly name: string;
  readonly sql: string;
  readonly type: FieldType;
  /** For a list, whether to group by each item. */
  readonly isEach: boolean;
  /** Whether it is in the schema. */
  readonly isKnown: boolean;
}

const SAFE = /^[\w.:@/$ -]{1,200}$/;
const PERIODS = ['minute', 'hour', 'day', 'week', 'month'];
/** The models used in the same trace, such as `gpt-4o + text-embedding-3-small`. */
const COMBINATION = 'model_combination';
/** Input tokens for each character of the prompt: other languages, data and code have more. */
const DENSITY = 'token_density';
const DENSITY_SQL = '(prompt_tokens / nullif(prompt_length, 0))';

/**
 * Parses a key: a field, its alias, an item of a list in the singular, a period of time, an attribute
 * with or without `attributes.` before it, or any field unknown to the schema.
 *
 * @throws {Failure} when it cannot be one
 */
export function toKey(name: string): Key {
  const field = fieldOf(name);
  if (field !== undefined) {
    if (field.isContent) {
      throw new Failure(`${name} is content; find it with: llm-otel search <text>`);
    }
    if (name === 'time_unix_nano') return known(name, '"timestamp"', 'time');
    return known(name, `"${name}"`, field.type);
  }
  const alias = ALIASES.find((one) => one.name === name);
  if (alias !== undefined) {
    const { type } = fieldOf(alias.field)!;
    return alias.factor === undefined
      ? known(name, `"${alias.field}"`, type)
      : known(name, `("${alias.field}" * ${alias.factor})`, 'number');
  }
  const list = FIELDS.find((one) => one.type === 'texts' && one.name === `${name}s`);
  if (list !== undefined) return { ...known(name, `"${list.name}"`, 'texts'), isEach: true };
  if (PERIODS.includes(name)) return known(name, `date_trunc('${name}', "timestamp")`, 'time');
  if (name === DENSITY) return known(name, DENSITY_SQL, 'number');
  if (name === COMBINATION) return known(name, COMBINATION, 'text');
  if (!SAFE.test(name)) {
    throw new Failure(
      `${JSON.stringify(name)} is no key; a key has letters, digits and _ . : @ / $ - only`,
    );
  }
  return { name, sql: pathOf(name), type: 'text', isEach: false, isKnown: false };
}

/** Whether `keys` contain the models of a trace, which depend on all its calls. */
export function needsCombination(keys: readonly Key[]): boolean {
  return keys.some(({ name }) => name === COMBINATION);
}

/** The calls with the models of their trace. */
export const CALLS_WITH_COMBINATION = `(
  SELECT calls.*, ${COMBINATION} FROM calls LEFT JOIN (
    SELECT trace_id, string_agg(DISTINCT model_id, ' + ' ORDER BY model_id) AS ${COMBINATION}
    FROM calls WHERE model_id IS NOT NULL GROUP BY trace_id
  ) USING (trace_id)
) AS calls`;

function known(name: string, sql: string, type: FieldType): Key {
  return { name, sql, type, isEach: false, isKnown: true };
}

function pathOf(name: string): string {
  const attributes = 'attributes.';
  if (name.startsWith(attributes)) return extract('attributes', [name.slice(attributes.length)]);
  const [head, ...rest] = name.split('.') as [string, ...string[]];
  const places = [extract('attributes', [name]), extract('other', [name])];
  if (rest.length > 0) places.push(extract('other', [head, rest.join('.')]));
  return `coalesce(${places.join(', ')})`;
}

function extract(column: string, path: readonly string[]): string {
  return `json_extract_string(${column}, '$${path.map((part) => `."${part}"`).join('')}')`;
}
