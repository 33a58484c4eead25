// Every program behaves under the preload as it does without, and leaves the records it should.

import { beforeAll, describe, expect, it } from 'vitest';
import { known } from './known.ts';
import type { Program } from './program.ts';
import { programs } from './programs.ts';
import { fits, type Run, runPrograms, useBarePrograms, variants } from './run-programs.ts';

type Case = Program & { readonly model: string };

const cases: readonly Case[] = programs.map((program, index) => ({
  ...program,
  model: `model-${index}`,
}));

it('has a program for every documented form of consumption (F-02)', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(600);
  expect(Object.keys(known).length).toBeLessThan(5);
});

describe.each(variants)('openai $version, $format', (variant) => {
  const fitting = cases.filter((program) => fits(variant, program));
  const runBare = useBarePrograms();
  let bare: Run;
  let traced: Run;
  beforeAll(async () => {
    [bare, traced] = await Promise.all([runBare(variant), runPrograms(variant)]);
  });

  const seenOf = ({ name, model }: Case): unknown => ({
    ...traced.observations.get(name),
    outcomes: traced.records
      .filter(({ model_id }) => model_id === model)
      .map(({ outcome }) => outcome),
  });
  const dueOf = ({ name, records, recordsBefore7 = records, isNameless }: Case): unknown => ({
    ...bare.observations.get(name),
    outcomes: isNameless === true ? [] : variant.version.startsWith('7') ? records : recordsBefore7,
  });

  it('writes nothing else', () => {
    expect(traced.stderr).toBe(bare.stderr);
    expect(bare.records).toEqual([]);
  });

  it('names the error of every call that failed, and of no other', () => {
    const wrong = traced.records.filter(({ outcome, error_code: code }) =>
      outcome === 'error' ? code === undefined : outcome !== 'aborted' && code !== undefined,
    );
    expect(wrong).toEqual([]);
  });

  it('records the calls that name no model', () => {
    const outcomes = traced.records
      .filter(({ model_id }) => model_id === undefined)
      .map(({ outcome }) => outcome);
    expect(outcomes).toEqual(
      fitting.flatMap(({ isNameless, records }) => (isNameless === true ? records : [])),
    );
  });

  it.each(fitting.filter(({ name }) => !(name in known)))('$name', (program) => {
    const { log } = bare.observations.get(program.name)!;
    expect(log).not.toHaveLength(0);
    expect(log).not.toContain('the program threw');
    expect(seenOf(program)).toEqual(dueOf(program));
  });

  it.each(fitting.filter(({ name }) => name in known))('still differs: $name', (program) => {
    expect(seenOf(program)).not.toEqual(dueOf(program));
  });
});
