// The names that llm-otel is made to emit, without running it: every one is in the conventions or in
// our registry file, with the same type, unit and buckets, and the registry file has no other.
import { allFields } from '../../instrumentation/dist/model/fields/index.js';
import { METRIC_DESCRIPTIONS } from '../../instrumentation/dist/telemetry/conventions/metric-descriptions.js';
import {
  METRIC,
  METRIC_141,
  OWN_METRIC,
  type MetricDefinition,
} from '../../instrumentation/dist/telemetry/conventions/metric-vocabulary.js';
import { describe, expect, it } from 'vitest';
import { ownExtension, PROFILES } from '../src/index.ts';

const own = ownExtension();
const { latest } = PROFILES;

/** Of messages over MCP: the first is always 2.0, the second is nowhere, the third is content. */
const UNKNOWN_TO_THE_SDK = [
  'jsonrpc.protocol.version',
  'network.protocol.version',
  'mcp.resource.uri',
];

describe('the vocabulary of llm-otel', () => {
  it('has attributes that are known, in use and of the same type', () => {
    const known = { ...latest.attributes, ...own.attributes };
    const fields = allFields();
    expect(fields.length).toBeGreaterThan(40);
    expect(Object.fromEntries(fields.map(({ attribute, type }) => [attribute, type]))).toEqual(
      Object.fromEntries(fields.map(({ attribute }) => [attribute, known[attribute]?.type])),
    );
    const deprecated = fields.filter(({ attribute }) => known[attribute]?.deprecated !== undefined);
    expect(deprecated).toEqual([]);
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

  it('has metrics of its own that the registry file defines in the same way, and no other', () => {
    const metrics: readonly MetricDefinition[] = Object.values(OWN_METRIC);
    expect(
      metrics.map(({ name, unit, buckets }) => [
        name,
        { instrument: buckets === undefined ? 'counter' : 'histogram', unit, buckets },
      ]),
    ).toEqual(
      Object.entries(own.metrics).map(([name, { instrument, unit, buckets }]) => [
        name,
        { instrument, unit, buckets },
      ]),
    );
  });

  it.each(Object.values(METRIC_DESCRIPTIONS))(
    'gives $definition.name the attributes of the conventions',
    ({ definition: { name }, attributes, profiles }) => {
      // Anthropic's have no place in the conventions; OpenAI's differ where one name has two meanings.
      const asked = profiles
        .flatMap((profile) => PROFILES[profile].metrics[name] ?? own.metrics[name] ?? [])
        .flatMap((metric) => Object.keys(metric.attributes))
        .filter((attribute, index, all) => all.indexOf(attribute) === index)
        .filter((attribute) => !UNKNOWN_TO_THE_SDK.includes(attribute));
      const isOwn = name in own.metrics;
      const documented = attributes.filter((attribute) => isOwn || !(attribute in own.attributes));
      expect(documented.toSorted()).toEqual(asked.toSorted());
    },
  );

  it('has every name of the registry file', () => {
    const emitted = allFields().map(({ attribute }) => attribute);
    expect(Object.keys(own.attributes).filter((name) => !emitted.includes(name))).toEqual([]);
  });
});
