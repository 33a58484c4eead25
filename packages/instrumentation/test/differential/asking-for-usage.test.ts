// With LLM_OTEL_STREAM_USAGE=request only the requests change: no program sees anything of it.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from './harness.ts';
import { known } from './known.ts';
import { programs } from './programs.ts';
import { fits, type Run, runPrograms, useBarePrograms, variants } from './run-programs.ts';

/** Every chunk of this fault says nothing but `usage: null`: each is taken for the extra one. */
const seeing = new Set(
  ['a loop', 'withResponse()', 'tee()', 'toReadableStream()'].map(
    (reader) => `streamed chat without usage meets chunks without output behind ${reader}`,
  ),
);
const cases = programs.filter(({ name }) => !(name in known) && !seeing.has(name));

describe.each(variants.filter(({ format }) => format === 'cjs'))('openai $version', (variant) => {
  const runBare = useBarePrograms();
  let bare: Run;
  let traced: Run;
  beforeAll(async () => {
    const settings = { LLM_OTEL_STREAM_USAGE: 'request' };
    [bare, traced] = await Promise.all([runBare(variant), runPrograms(variant, settings)]);
  });

  it.each(cases.filter((program) => fits(variant, program)))('$name', ({ name }) => {
    expect(withoutRequests(traced, name)).toEqual(withoutRequests(bare, name));
  });

  it.each([...seeing])('still sees: %s', (name) => {
    expect(withoutRequests(traced, name)).not.toEqual(withoutRequests(bare, name));
  });

  it('asks', () => {
    const name = 'streamed chat without usage is read to its end';
    const [request] = traced.observations.get(name)!.requests as [readonly string[]];
    expect(JSON.parse(request[3]!)).toMatchObject({ stream_options: { include_usage: true } });
  });
});

/** The server numbers requests, and one that it refuses is made again without our addition. */
function withoutRequests({ observations }: Run, name: string): Omit<Observation, 'requests'> {
  const { requests: _requests, ...rest } = observations.get(name)!;
  const unnumbered = JSON.stringify(rest).replaceAll(/req_\d{6}/g, 'req_#');
  return JSON.parse(unnumbered) as typeof rest;
}
