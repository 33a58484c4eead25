// The size of a schema change, and its version rules.

import { describe, expect, it } from 'vitest';
import { changesBetween, versionProblems } from './schema-change.ts';
import { currentSchema, releasedSchemas, type RecordSchema } from './schema-file.ts';

type Properties = Record<string, Record<string, unknown>>;

/** The current schema after `edit`, under `version`. */
function changed(
  edit: (schema: { properties: Properties; required: string[]; allOf: unknown[] }) => void,
  version = currentSchema()['x-version'],
): RecordSchema {
  const schema = structuredClone(currentSchema());
  edit(schema as unknown as Parameters<typeof edit>[0]);
  return { ...schema, 'x-version': version };
}

describe('a change of the call record', () => {
  it.each([
    ['a field that is removed', ({ properties }) => delete properties['topic']],
    [
      'a field that is renamed',
      ({ properties }) => {
        properties['subject'] = properties['topic']!;
        delete properties['topic'];
      },
    ],
    ['another type', ({ properties }) => (properties['seed']!['type'] = 'string')],
    ['another unit', ({ properties }) => (properties['latency_ms']!['x-unit'] = 's')],
    ['a narrower pattern', ({ properties }) => (properties['span_id']!['pattern'] = '^a$')],
    ['a value that is gone', ({ properties }) => (properties['level']!['enum'] = ['INFO'])],
    [
      'a list of words in place of any text',
      ({ properties }) => (properties['topic']!['enum'] = []),
    ],
    ['a field that is required', ({ required }) => required.push('topic')],
    ['a field that need not be there any more', ({ required }) => required.pop()],
    [
      'a condition that holds for fewer types',
      ({ allOf }) => {
        const [{ if: condition }] = allOf as [{ if: { properties: Properties } }];
        (condition.properties['log_type']!['enum'] as string[]).push('step_completed');
      },
    ],
    ['a new condition', ({ allOf }) => allOf.push({ required: ['topic'] })],
  ] satisfies [string, Parameters<typeof changed>[0]][])('needs a major version: %s', (_, edit) => {
    const [problem] = versionProblems(currentSchema(), changed(edit, '1.9'));
    expect(problem).toContain('needs a new major version');
    expect(versionProblems(currentSchema(), changed(edit, '2.0'))).toEqual([]);
  });

  it.each([
    ['a new field', ({ properties }) => (properties['subject'] = { type: 'string' })],
    [
      'a new value',
      ({ properties }) => (properties['error_class']!['enum'] as string[]).push('billing'),
    ],
    [
      'a new type of records with conditions of its own',
      ({ properties, allOf }) => {
        (properties['log_type']!['enum'] as string[]).push('audit');
        const [{ if: condition }] = allOf as [{ if: { properties: Properties } }];
        (condition.properties['log_type']!['enum'] as string[]).push('audit');
      },
    ],
  ] satisfies [string, Parameters<typeof changed>[0]][])('needs a minor version: %s', (_, edit) => {
    expect(versionProblems(currentSchema(), changed(edit, '1.1'))).toEqual([
      expect.stringContaining('needs a new minor version'),
    ]);
    expect(versionProblems(currentSchema(), changed(edit, '1.2'))).toEqual([]);
  });

  it('is free in a description', () => {
    const edited = changed(
      ({ properties }) => (properties['topic']!['description'] = 'Other words.'),
    );
    expect(changesBetween(currentSchema(), edited)).toEqual([]);
  });

  it('never takes a version back', () => {
    const newer = changed(() => undefined, '1.2');
    expect(versionProblems(newer, currentSchema())).toEqual([
      'the version goes back, from 1.2 to 1.1',
    ]);
  });

  it('is allowed by the version that stands there', () => {
    const released = releasedSchemas();
    expect(released.map((schema) => schema['x-version'])).toContain('1.0');
    for (const schema of released) expect(versionProblems(schema, currentSchema())).toEqual([]);
  });
});
