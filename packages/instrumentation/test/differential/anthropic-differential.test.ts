// Every program that uses @anthropic-ai/sdk behaves under the preload as it does without, and leaves
// the records it should.

import { beforeAll, describe, expect, it } from 'vitest';
import { anthropicPrograms } from './anthropic-programs.ts';
import { anthropicVariants, fits, type Run, runPrograms, useBarePrograms } from './run-programs.ts';

const cases = anthropicPrograms.map((program, index) => ({ ...program, model: `model-${index}` }));

it('has many programs', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(300);
});

describe.each(anthropicVariants)('@anthropic-ai/sdk $version, $format', (variant) => {
  const runBare = useBarePrograms();
  let bare: Run;
  let traced: Run;
  beforeAll(async () => {
    [bare, traced] = await Promise.all([runBare(variant), runPrograms(variant)]);
  });

  it('writes nothing else', () => {
    expect(traced.stderr).toBe(bare.stderr);
    expect(bare.records).toEqual([]);
  });

  it.each(cases.filter((program) => fits(variant, program)))('$name', (program) => {
    const seen = bare.observations.get(program.name)!;
    expect(seen.log).not.toHaveLength(0);
    expect(seen.log).not.toContain('the program threw');
    expect(traced.observations.get(program.name)).toEqual(seen);
    const outcomes = traced.records
      .filter(({ model_id: model }) => model === program.model)
      .map(({ outcome }) => outcome);
    // Its tee() is that of older majors of openai.
    expect(outcomes).toEqual(program.recordsBefore7 ?? program.records);
  });
});
