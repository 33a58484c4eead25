// The names that llm-otel is made to emit, without running it: every one is in the conventions or in
// our registry file, with the same type, unit and buckets, and the registry file has no other.
import { DESCRIPTIONS } from '../../instrumentation/dist/telemetry/conventions/descriptions.js';
import { METRIC_DESCRIPTIONS } from '../../instrumentation/dist/telemetry/conventions/metric-descriptions.js';
import {
  METRIC,
  METRIC_141,
  type MetricDefinition,
} from '../../instrumentation/dist/telemetry/conventions/metric-vocabulary.js';
import { ATTRIBUTE } from '../../instrumentation/dist/telemetry/conventions/vocabulary.js';
import { describe, expect, it } from 'vitest';
import { ownExtension, PROFILES } from '../src/index.ts';

const own = ownExtension();
const { latest } = PROFILES;

describe('the vocabulary of llm-otel', () => {
  it('has attributes that are known, in use and of the same type', () => {
    const known = { ...latest.attributes, ...own.attributes };
    const names = Object.entries(ATTRIBUTE) as [keyof typeof ATTRIBUTE, string][];
    expect(names.length).toBeGreaterThan(40);
    expect(Object.fromEntries(names.map(([key, name]) => [name, DESCRIPTIONS[key].type]))).toEqual(
      Object.fromEntries(names.map(([, name]) => [name, known[name]?.type])),
    );
    expect(names.filter(([, name]) => known[name]?.deprecated !== undefined)).toEqual([]);
  });

  it.each([
    ['latest', METRIC],
    ['1.41', { ...METRIC_141, operationDuration: METRIC.operationDuration }],
  ] as const)(
    'has metrics of %s that are in use and measured in the same way',
    (profile, defined) => {
      const metrics: readonly MetricDefinition[] = Object.values(defined);
      const known = PROFILES[profile].metrics;
      expect(metrics.map(({ name, unit, buckets }) => ({ name, unit, buckets }))).toEqual(
        metrics.map(({ name }) => ({
          name,
          unit: known[name]?.unit,
          buckets: known[name]?.buckets,
        })),
      );
      expect(metrics.filter(({ name }) => known[name]?.deprecated !== undefined)).toEqual([]);
    },
  );

  it.each(Object.values(METRIC_DESCRIPTIONS))(
    'gives $definition.name the attributes of the conventions',
    ({ definition: { name }, attributes, profiles }) => {
      // Anthropic's have no place in the conventions; OpenAI's differ where one name has two meanings.
      const asked = profiles
        .flatMap((profile) => Object.keys(PROFILES[profile].metrics[name]!.attributes))
        .filter((attribute, index, all) => all.indexOf(attribute) === index);
      const documented = attributes.filter((attribute) => !(attribute in own.attributes));
      expect(documented.toSorted()).toEqual(asked.toSorted());
    },
  );

  it('has every name of the registry file', () => {
    const emitted: readonly string[] = Object.values(ATTRIBUTE);
    expect(Object.keys(own.attributes).filter((name) => !emitted.includes(name))).toEqual([]);
  });
});
