// Every program behaves under the preload as it does without, and leaves the records it should.

import { beforeAll, describe, expect, it } from 'vitest';
import { known } from './known.ts';
import { programs } from './programs.ts';
import { type Run, runPrograms, variants } from './run-programs.ts';

const cases = programs.map(({ name, records }, index) => ({
  name,
  records,
  model: `model-${index}`,
}));

describe.each(variants)('openai $version, $format', (variant) => {
  let bare: Run;
  let traced: Run;
  beforeAll(async () => {
    [bare, traced] = await Promise.all([runPrograms(variant, false), runPrograms(variant, true)]);
  });

  const seenOf = ({ name, model }: (typeof cases)[number]): unknown => ({
    ...traced.observations.get(name),
    outcomes: traced.records
      .filter(({ model_id }) => model_id === model)
      .map(({ outcome }) => outcome),
  });
  const dueOf = ({ name, records }: (typeof cases)[number]): unknown => ({
    ...bare.observations.get(name),
    outcomes: records,
  });

  it('writes nothing else', () => {
    expect(traced.stderr).toBe(bare.stderr);
    expect(bare.records).toEqual([]);
  });

  it.each(cases.filter(({ name }) => !(name in known)))('$name', (program) => {
    expect(bare.observations.get(program.name)?.log).not.toHaveLength(0);
    expect(seenOf(program)).toEqual(dueOf(program));
  });

  it.each(cases.filter(({ name }) => name in known))('still differs: $name', (program) => {
    expect(seenOf(program)).not.toEqual(dueOf(program));
  });
});
