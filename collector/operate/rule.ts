// What a rule is.

import type { JaegerPlace } from './jaeger-link.ts';

/** A series that is recorded. */
export interface Recorded {
  readonly record: string;
  readonly expr: string;
}

/** Where an alert belongs: is it there, what does it cost, is it good, is it as always. */
type Layer = 'availability' | 'cost' | 'quality' | 'baseline';

/** A series of a test: its name with labels, and its values in promtool's notation, one for each `interval`. */
export type Series = Readonly<Record<string, string>>;

/** An alert with a test in which it fires, and one in which it must not. */
export interface Alert {
  readonly alert: string;
  readonly layer: Layer;
  readonly severity: 'page' | 'ticket';
  readonly expr: string;
  /** How long the condition holds before. */
  readonly for: string;
  /** One sentence, in which `{{ $labels.… }}` and `{{ $value }}` may stand. */
  readonly summary: string;
  /** For the runbook: what it means, where to look, and what it usually was. */
  readonly runbook: Runbook;
  readonly test: AlertTest;
}

/** What to do about an alert. */
export interface Runbook {
  readonly means: string;
  /** PromQL that narrows it down. */
  readonly promql: string;
  /** The command over the call records. */
  readonly command: string;
  readonly jaeger: JaegerPlace;
  readonly usually: string;
}

/** Input of promtool for an alert. */
export interface AlertTest {
  /** `week` has a value for every 5 minutes of eight days; `minutes` one for every minute. */
  readonly length: 'minutes' | 'week';
  readonly fires: Series;
  readonly silent: Series;
  /** The labels of the alert that fires, besides `layer` and `severity`. */
  readonly labels: Readonly<Record<string, string>>;
  /** When it is asked; by default after an hour, or after eight days. */
  readonly at?: string;
}
