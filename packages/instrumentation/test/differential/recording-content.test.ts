// With content recorded, no program sees anything of it either.

import { beforeAll, describe, expect, it } from 'vitest';
import { anthropicPrograms } from './anthropic-programs.ts';
import { known } from './known.ts';
import { programs } from './programs.ts';
import {
  anthropicVariants,
  fits,
  type Run,
  runPrograms,
  useBarePrograms,
  variants,
} from './run-programs.ts';

const newest = [...variants, ...anthropicVariants].filter(
  ({ version, format }) => format === 'cjs' && ['7.59.0', '6.49.0', '1.14.0'].includes(version),
);

describe.each(newest)('$version', (variant) => {
  const all = variant.sdk === undefined ? programs : anthropicPrograms;
  const cases = all.filter((program) => !(program.name in known) && fits(variant, program));
  const runBare = useBarePrograms();
  let bare: Run;
  let traced: Run;
  beforeAll(async () => {
    const settings = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
    [bare, traced] = await Promise.all([runBare(variant), runPrograms(variant, settings)]);
  });

  it.each(cases)('$name', ({ name }) => {
    expect(traced.observations.get(name)).toEqual(bare.observations.get(name));
  });
});
