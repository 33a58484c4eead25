// Classifies the change between two versions of the call record: the promises of docs/call-record.md
// as a function.

import { isDeepStrictEqual } from 'node:util';
import type { FieldSchema, RecordSchema } from './schema-file.ts';

/** One difference, and the version part that must increase for it. */
export interface Change {
  readonly needs: 'major' | 'minor';
  readonly what: string;
}

/** All differences that affect readers of records. Descriptions are free. */
export function changesBetween(before: RecordSchema, after: RecordSchema): Change[] {
  const changes: Change[] = [];
  const major = (what: string): number => changes.push({ needs: 'major', what });
  const minor = (what: string): number => changes.push({ needs: 'minor', what });
  for (const [name, field] of Object.entries(before.properties)) {
    const now = after.properties[name];
    if (now === undefined) major(`${name} is gone`);
    else if (!isDeepStrictEqual(shape(field), shape(now)))
      major(`${name} has another type or unit`);
    else {
      const values = { before: field.enum ?? [], now: now.enum ?? [] };
      if (values.before.some((value) => !values.now.includes(value))) {
        major(`${name} lost a value`);
      } else if (values.now.length > values.before.length) minor(`${name} has a new value`);
    }
  }
  for (const name of Object.keys(after.properties)) {
    if (before.properties[name] === undefined) minor(`${name} is new`);
  }
  for (const name of after.required) {
    if (!before.required.includes(name)) major(`${name} is now required`);
  }
  for (const name of before.required) {
    if (!after.required.includes(name)) major(`${name} is no longer required`);
  }
  const conditions = withoutValues(bare(after.allOf), newTypes(before, after));
  if (!isDeepStrictEqual(bare(before.allOf), conditions)) major('a condition has changed');
  return changes;
}

/** A sentence for every versioning rule that `after` breaks against `before`. */
export function versionProblems(before: RecordSchema, after: RecordSchema): string[] {
  const [oldMajor, oldMinor] = versionOf(before);
  const [major, minor] = versionOf(after);
  const names = `${before['x-version']} to ${after['x-version']}`;
  if (major < oldMajor || (major === oldMajor && minor < oldMinor)) {
    return [`the version goes back, from ${names}`];
  }
  if (major > oldMajor) return [];
  return changesBetween(before, after)
    .filter(({ needs }) => needs === 'major' || minor === oldMinor)
    .map(
      ({ needs, what }) => `${what}: that needs a new ${needs} version, and it goes from ${names}`,
    );
}

function versionOf(schema: RecordSchema): readonly [major: number, minor: number] {
  const [major, minor] = schema['x-version'].split('.').map(Number);
  return [major!, minor!];
}

/** All that defines the valid values of a field, except its enum. */
function shape({ enum: values, ...field }: FieldSchema): unknown {
  return { ...(bare(field) as object), isEnum: values !== undefined, unit: field['x-unit'] };
}

/** Types of records that there were not before: no condition on them has changed. */
function newTypes(before: RecordSchema, after: RecordSchema): unknown[] {
  const { enum: known = [] } = before.properties['log_type'] ?? {};
  return (after.properties['log_type']?.enum ?? []).filter((type) => !known.includes(type));
}

/** `conditions` without `values` in their lists. */
function withoutValues(conditions: unknown, values: readonly unknown[]): unknown {
  if (Array.isArray(conditions)) {
    return conditions
      .filter((item) => !values.includes(item))
      .map((item) => withoutValues(item, values));
  }
  if (typeof conditions !== 'object' || conditions === null) return conditions;
  return Object.fromEntries(
    Object.entries(conditions).map(([key, inner]) => [key, withoutValues(inner, values)]),
  );
}

/** Strips text for people. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/^(x-|description$|\$comment$)/.test(key))
      .map(([key, inner]) => [key, bare(inner)]),
  );
}
