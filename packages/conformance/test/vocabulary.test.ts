// The names that llm-otel is made to emit, without running it: every one is in the conventions or in
// our registry file, with the same type, unit and buckets, and the registry file has no other.
import { DESCRIPTIONS } from '../../instrumentation/dist/telemetry/descriptions.js';
import {
  ATTRIBUTE,
  METRIC,
  type MetricDefinition,
} from '../../instrumentation/dist/telemetry/vocabulary.js';
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

  it('has metrics that are known, in use and measured in the same way', () => {
    const metrics: readonly MetricDefinition[] = Object.values(METRIC);
    const known = { ...latest.metrics, ...own.metrics };
    expect(metrics.map(({ name, unit, buckets }) => ({ name, unit, buckets }))).toEqual(
      metrics.map(({ name }) => ({
        name,
        unit: known[name]?.unit,
        buckets: known[name]?.buckets,
      })),
    );
    expect(metrics.filter(({ name }) => known[name]?.deprecated !== undefined)).toEqual([]);
  });

  it('has every name of the registry file', () => {
    const emitted: readonly string[] = Object.values(ATTRIBUTE);
    expect(Object.keys(own.attributes).filter((name) => !emitted.includes(name))).toEqual([]);
  });
});
