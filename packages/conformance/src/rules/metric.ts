// The rules for one metric: its name, unit, instrument and buckets, and the attributes of its points.
import type { MetricPoint } from '@llm-otel/query/otlp';
import { type Finding, finding } from '../finding.ts';
import type { MetricRecord } from '../otlp/records.ts';
import type { MetricDefinition } from '../registry/definition.ts';
import { checkAttributes } from './attributes.ts';
import type { RuleContext } from './context.ts';
import { checkPresence, checkSurplus, type Described } from './requirements.ts';

/** All findings about one metric. */
export function checkMetric(metric: MetricRecord, context: RuleContext): Finding[] {
  const { registry } = context;
  const definition = registry.metric(metric.name);
  if (definition === undefined) {
    const hint = registry.profilesWith('metrics', metric.name);
    const text = `${metric.name} is not in the conventions (profile ${registry.profile})${hint}; rename it, or declare it in a registry file (--registry)`;
    return [finding('missing_metric', metric, text)];
  }
  return [
    ...checkUse(metric, definition),
    ...checkUnit(metric, definition),
    ...checkInstrument(metric, definition),
    ...metric.points
      // For data points beyond the SDK's limit, only this attribute is known.
      .filter(({ attributes }) => !attributes.has('otel.metric.overflow'))
      .flatMap((point) => checkPoint(metric, point, definition, context)),
  ];
}

function checkUse(metric: MetricRecord, { deprecated, unconfirmed }: MetricDefinition): Finding[] {
  const { name } = metric;
  if (deprecated !== undefined) {
    return [finding('deprecated', metric, `${name} is out of use: ${deprecated}`)];
  }
  if (unconfirmed === undefined) return [];
  const text = `${name} is ${unconfirmed}; registries without that draft report missing_metric`;
  return [finding('unconfirmed_name', metric, text)];
}

function checkUnit(metric: MetricRecord, { unit }: MetricDefinition): Finding[] {
  if (metric.unit === unit) return [];
  return [finding('unit_mismatch', metric, `the unit is "${metric.unit}"; make it "${unit}"`)];
}

function checkInstrument(metric: MetricRecord, { instrument }: MetricDefinition): Finding[] {
  if (metric.instrument === instrument) return [];
  const text = `the instrument is a ${metric.instrument}; make it a ${instrument}`;
  return [finding('unexpected_instrument', metric, text)];
}

function checkPoint(
  metric: MetricRecord,
  point: MetricPoint,
  definition: MetricDefinition,
  context: RuleContext,
): Finding[] {
  const described: Described = {
    subject: metric,
    attributes: point.attributes,
    requirements: definition.attributes,
    hasFailed: point.attributes.has('error.type'),
    isJudgedByRunner: false,
  };
  return [
    ...checkBuckets(metric, point, definition),
    ...checkOperation(metric, point, definition),
    ...checkAttributes(metric, point.attributes, context),
    ...checkPresence(described),
    ...checkSurplus(described, context),
  ];
}

function checkBuckets(
  metric: MetricRecord,
  { explicitBounds: bounds }: MetricPoint,
  { buckets }: MetricDefinition,
): Finding[] {
  if (buckets === undefined || bounds === undefined) return [];
  const isSame =
    bounds.length === buckets.length && buckets.every((bound, index) => bound === bounds[index]);
  if (isSame) return [];
  const text = `the buckets end at ${bounds.join(', ') || 'nothing'}; make it ${buckets.join(', ')}`;
  return [finding('bucket_mismatch', metric, text)];
}

function checkOperation(
  metric: MetricRecord,
  { attributes }: MetricPoint,
  { notFor }: MetricDefinition,
): Finding[] {
  const attribute = 'gen_ai.operation.name';
  const operation = String(attributes.get(attribute)?.value);
  const other = notFor?.[operation];
  if (other === undefined) return [];
  const text = `${metric.name} is not for the operation ${operation}; record it as ${other}`;
  return [finding('unexpected_operation', metric, text, { attribute })];
}
