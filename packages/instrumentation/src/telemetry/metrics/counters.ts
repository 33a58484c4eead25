// The counters: running totals of each attribute set, which are observed when metrics are collected.

import type { Attributes } from '@opentelemetry/api';
import { OTHER } from '../../content/shaped.ts';
import type { Usage } from '../../model/response.ts';
import { type MetricDefinition, OWN_METRIC } from '../conventions/metric-vocabulary.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';
import { CostCounts } from './cost-counts.ts';
import { HAPPENED, type MeasuredSet } from './measured.ts';
import { COUNTERS, TokenCounts } from './token-counts.ts';

/** Further finish reasons of a set share one. */
const MAX_REASONS = 20;

/** Adds the tokens of one call to the counters. */
export function countTokens({ attributes, measured }: MeasuredSet, usage: Usage): void {
  (measured.tokens ??= new TokenCounts(attributes)).count(usage);
}

/** The sums of the costs in a set. */
export function costsOf({ measured }: MeasuredSet): CostCounts {
  return (measured.costs ??= new CostCounts());
}

/** Counts something that happened. */
export function countHappened({ measured }: MeasuredSet, name: (typeof HAPPENED)[number]): void {
  measured.counts[name] = (measured.counts[name] ?? 0) + 1;
}

/** Counts why the choices of a call ended. */
export function countReasons({ measured }: MeasuredSet, reasons: readonly string[]): void {
  const counted = (measured.reasons ??= new Map());
  for (const told of reasons) {
    const reason = counted.has(told) || counted.size < MAX_REASONS ? told : OTHER;
    counted.set(reason, (counted.get(reason) ?? 0) + 1);
  }
}

/** A counter, and its totals in one set: each with its attributes. */
export interface Counted {
  readonly definition: MetricDefinition;
  each(set: MeasuredSet, visit: (total: number, attributes: Attributes) => void): void;
}

/** All counters. */
export const COUNTED: readonly Counted[] = [
  ...COUNTERS.map(({ definition }, index): Counted => ({
    definition,
    each: ({ measured }, visit) => measured.tokens?.each(index, visit),
  })),
  {
    definition: OWN_METRIC.cost,
    each: ({ measured, attributes }, visit) => {
      const dollars = measured.costs?.dollars;
      if (dollars !== undefined) visit(dollars, attributes);
    },
  },
  {
    definition: OWN_METRIC.unpricedCalls,
    each: ({ measured, attributes }, visit) => {
      const calls = measured.costs?.unpriced ?? 0;
      if (calls > 0) visit(calls, attributes);
    },
  },
  {
    definition: OWN_METRIC.finishReasons,
    each: ({ measured, attributes }, visit) => {
      for (const [reason, count] of measured.reasons ?? []) {
        visit(count, { ...attributes, [ATTRIBUTE.finishReason]: reason });
      }
    },
  },
  ...HAPPENED.map((name): Counted => ({
    definition: OWN_METRIC[name],
    each: ({ measured, attributes }, visit) => {
      const count = measured.counts[name];
      if (count !== undefined) visit(count, attributes);
    },
  })),
];
