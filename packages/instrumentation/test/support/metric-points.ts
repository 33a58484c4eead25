// Metrics as tests compare them: every point with its attributes and what of it does not depend on
// the clock.

import type { MetricRecord } from '@llm-otel/testkit';

/** What is compared of a point: counts always, sums of what is not a time. */
export interface ComparablePoint {
  readonly name: string;
  readonly attributes: MetricRecord['points'][number]['attributes'];
  readonly count?: number | undefined;
  readonly sum?: number | undefined;
  readonly value?: number | undefined;
}

/** All points with something in them, in an order of their own. */
export function comparable(metrics: readonly MetricRecord[]): ComparablePoint[] {
  const points = metrics.flatMap(({ name, unit, points: all }) =>
    all.map(({ attributes, count, sum, value }): ComparablePoint => ({
      name,
      attributes,
      ...(value === undefined ? { count, ...(unit !== 's' && { sum }) } : { value }),
    })),
  );
  return points
    .filter(({ count, value }) => count !== 0 || value !== undefined)
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** The points of one metric. */
export function pointsNamed(metrics: readonly MetricRecord[], name: string): ComparablePoint[] {
  return comparable(metrics).filter((point) => point.name === name);
}

/** Points of one metric with the same attributes: OTLP allows none. */
export function duplicates(metrics: readonly MetricRecord[]): string[] {
  const keys = comparable(metrics).map(keyOf);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function keyOf({ name, attributes }: ComparablePoint): string {
  return `${name} ${JSON.stringify(Object.entries(attributes).toSorted())}`;
}
