// The names that Prometheus gives to what the package emits.

import type { MetricDefinition } from '../../packages/instrumentation/dist/telemetry/conventions/metric-vocabulary.js';

/** Units that are written out; those in braces are left out. */
const UNITS: Readonly<Record<string, string>> = { s: '_seconds', ms: '_milliseconds' };

/** A label or the stem of a metric's name. */
export function escaped(name: string): string {
  return name.replaceAll(/\W/g, '_');
}

/** The name of a metric without `_bucket`, `_sum`, `_count`; a counter has its `_total`. */
export function metricName({ name, unit, buckets }: MetricDefinition): string {
  return `${escaped(name)}${UNITS[unit] ?? ''}${buckets === undefined ? '_total' : ''}`;
}
