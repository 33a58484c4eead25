// What is measured of one attribute set.

import type { Attributes, Histogram } from '@opentelemetry/api';
import type { AttributeSet } from './attribute-sets.ts';
import type { CostCounts } from './cost-counts.ts';
import type { Distribution } from './distribution.ts';
import type { SeriesName } from './series.ts';
import type { TokenCounts } from './token-counts.ts';

/** Counters of what happened. */
export const HAPPENED = ['feedback', 'guardrail', 'retrievals', 'attempts'] as const;

/** One point of a histogram: kept here, or in a foreign one. */
export interface Point {
  readonly attributes: Attributes;
  readonly distribution?: Distribution;
  readonly histogram?: Histogram;
}

/** The measurements of one attribute set. */
export interface Measured {
  readonly points: Partial<Record<SeriesName, Point>>;
  tokens: TokenCounts | undefined;
  costs: CostCounts | undefined;
  /** Of finish reasons. */
  reasons: Map<string, number> | undefined;
  readonly counts: Partial<Record<(typeof HAPPENED)[number], number>>;
}

/** An attribute set with its measurements. */
export type MeasuredSet = AttributeSet<Measured>;

/** An empty one. */
export function nothingMeasured(): Measured {
  return { points: {}, tokens: undefined, costs: undefined, reasons: undefined, counts: {} };
}
