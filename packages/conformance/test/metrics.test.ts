// The metrics of llm-otel in every setting of LLM_OTEL_SEMCONV, against the conventions.
import { describe, expect, it } from 'vitest';
import { type Finding, ownExtension, PROFILES } from '../src/index.ts';
import { emit, WHOLE, WITH_GAPS } from './emitted.ts';
import { Telemetry } from './telemetry.ts';

const OLD = /^gen_ai\.client\.(token\.usage|operation\.)/;
const SHARED = 'gen_ai.client.operation.duration';

const emitAs = async (semconv: string): Promise<Telemetry> =>
  new Telemetry(await emit({ ...WHOLE, ...WITH_GAPS }, { LLM_OTEL_SEMCONV: semconv }));
const namesOf = (telemetry: Telemetry): string[] =>
  telemetry
    .metrics()
    .map(({ name }) => name)
    .toSorted();
/** Our own have the same names in every version. */
const isOfConventions = (name: string): boolean => !(name in ownExtension().metrics);
/** All that is found about metrics, but what is only worth knowing. */
const problems = (telemetry: Telemetry, profile: 'latest' | '1.41'): Finding[] =>
  telemetry
    .findings({ profile })
    .filter(({ signal, level }) => signal === 'metric' && level !== 'information');

describe('metrics', () => {
  it('are all those of latest that our calls have, and no other', async () => {
    const telemetry = await emitAs('latest');
    const known = Object.entries(PROFILES.latest.metrics)
      .filter(([, { deprecated }]) => deprecated === undefined)
      .map(([name]) => name)
      .filter((name) => /^gen_ai\.(client|invoke|execute)/.test(name));
    expect(namesOf(telemetry).filter(isOfConventions)).toEqual(known.toSorted());
    expect(problems(telemetry, 'latest').filter(isUnexplained)).toEqual([]);
  });

  it('are all those of 1.41 that our calls have, and no other', async () => {
    const telemetry = await emitAs('1.41');
    const known = Object.keys(PROFILES['1.41'].metrics).filter((name) => OLD.test(name));
    expect(namesOf(telemetry).filter(isOfConventions)).toEqual(known.toSorted());
    expect(problems(telemetry, '1.41').filter(isUnexplained)).toEqual([]);
  });

  it('are under both names with both', async () => {
    const telemetry = await emitAs('both');
    const latest = problems(telemetry, 'latest').filter(
      ({ id, name }) => !(OLD.test(name) && (id === 'deprecated' || name === SHARED)),
    );
    expect(latest.filter(isUnexplained)).toEqual([]);
    const old = problems(telemetry, '1.41').filter(({ id }) => id !== 'missing_metric');
    const labels = old.filter(isUnexplained).map(({ name, attribute }) => `${name} ${attribute}`);
    // A retrieval or a memory without a provider: its duration has the same name in both.
    expect(new Set(labels)).toEqual(new Set([`${SHARED} gen_ai.provider.name`]));
    expect(new Set(namesOf(telemetry)).size).toBe(namesOf(telemetry).length);
  });
});

/** What the helpers cannot be told, and what no failed call has. */
function isUnexplained({ attribute }: Finding): boolean {
  return attribute !== 'server.address' && attribute !== 'gen_ai.response.model';
}
