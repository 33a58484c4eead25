// What llm-otel emits today under the names of the conventions, against the gaps that are declared.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judge, readGaps } from '../src/index.ts';
import { emit, WITH_GAPS } from './emitted.ts';
import { Telemetry, toLabel } from './telemetry.ts';

const gaps = readGaps(fileURLToPath(new URL('../gaps.json', import.meta.url)));

describe('llm-otel', () => {
  it.each(['latest', '1.41'] as const)(
    'emits no violation but the declared ones, and every declared one: %s',
    async (profile) => {
      const telemetry = new Telemetry(await emit(WITH_GAPS, { LLM_OTEL_SEMCONV: profile }));
      const { open, closed } = judge(telemetry.findings({ profile }), gaps, profile);
      expect(open.filter(({ level }) => level === 'violation').map(toLabel)).toEqual([]);
      expect(closed).toEqual([]);
    },
  );
});

describe('a gap', () => {
  const finding = {
    id: 'unit_mismatch',
    level: 'violation',
    origin: 'weaver',
    signal: 'metric',
    name: 'gen_ai.client.inference.duration',
    message: 'the unit is "ms"',
    at: 'here',
  } as const;
  const other = { ...finding, id: 'deprecated' } as const;
  const reason = 'because';
  const sort = (gap: object): number[] => {
    const { open, declared, closed } = judge(
      [finding, other],
      [{ id: '', reason, ...gap }],
      'latest',
    );
    return [open.length, declared.length, closed.length];
  };

  it.each([
    ['its id', { id: 'unit_mismatch' }, [1, 1, 0]],
    ['a pattern', { id: '*' }, [0, 2, 0]],
    ['name and signal', { id: '*mismatch', signal: 'metric', name: 'gen_ai.*' }, [1, 1, 0]],
    ['its profile', { id: 'unit_mismatch', profile: 'latest' }, [1, 1, 0]],
  ])('is found by %s', (_what, gap, counts) => {
    expect(sort(gap)).toEqual(counts);
  });

  it.each([
    ['another id', { id: 'unit' }],
    ['another signal', { id: 'unit_mismatch', signal: 'span' }],
    ['another name', { id: 'unit_mismatch', name: 'gen_ai.client' }],
    ['an attribute', { id: 'unit_mismatch', attribute: 'gen_ai.*' }],
  ])('is closed if it has %s', (_what, gap) => {
    expect(sort(gap)).toEqual([2, 0, 1]);
  });

  it('is not kept open by information', () => {
    const mild = { ...finding, level: 'information' } as const;
    const { declared, closed } = judge([mild], [{ id: 'unit_mismatch', reason }], 'latest');
    expect([declared.length, closed.length]).toEqual([0, 1]);
  });

  it('of another profile counts for nothing', () => {
    expect(sort({ id: 'unit_mismatch', profile: '1.41' })).toEqual([2, 0, 0]);
  });
});
