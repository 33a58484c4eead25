// Runs every rule on every GenAI record.
import type { Profile } from './conventions/profiles.ts';
import type { Finding } from './finding.ts';
import type { Records } from './otlp/records.ts';
import type { Extension } from './registry/extension.ts';
import { Registry } from './registry/registry.ts';
import { checkCompleteness } from './rules/completeness.ts';
import type { RuleContext } from './rules/context.ts';
import { checkEvent } from './rules/event.ts';
import { checkMetric } from './rules/metric.ts';
import { checkResource } from './rules/resource.ts';
import { checkSpan } from './rules/span.ts';

/** Options of a check. */
export interface CheckOptions {
  /** The convention version; default `latest`. */
  readonly profile?: Profile;
  /** Names beyond the conventions. */
  readonly extensions?: readonly Extension[];
  /**
   * Which span names pass: those of the conventions, or also the `productNames` of the extensions.
   * Default `convention`.
   */
  readonly names?: 'convention' | 'product';
  /** The records are the full output of a run: missing metrics and events of its spans are reported. */
  readonly complete?: boolean;
  /** Also reports attributes in development, as Weaver does. This includes all of GenAI. */
  readonly stability?: boolean;
}

/** Findings, and the number of records. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly checked: { readonly spans: number; readonly metrics: number; readonly events: number };
  /** Records that are not about GenAI. */
  readonly skipped: number;
}

/**
 * Checks records against the GenAI conventions. Spans, metrics and events of other kinds are left out.
 *
 * @example
 * const { findings } = check(readOtlp(text, 'run.jsonl'), { profile: '1.41' });
 */
export function check(records: Records, options: CheckOptions = {}): CheckResult {
  const { profile = 'latest', extensions = [], names = 'convention' } = options;
  const registry = new Registry(profile, extensions);
  const context: RuleContext = { registry, names, stability: options.stability ?? false };
  const spans = records.spans.filter((span) => registry.concerns(span, span.attributes));
  const metrics = records.metrics.filter((metric) =>
    registry.concerns(metric, ...metric.points.map(({ attributes }) => attributes)),
  );
  const events = records.events.filter((event) => registry.concerns(event, event.attributes));
  const all = records.spans.length + records.metrics.length + records.events.length;
  return {
    findings: [
      ...spans.flatMap((span) => checkSpan(span, context)),
      ...metrics.flatMap((metric) => checkMetric(metric, context)),
      ...events.flatMap((event) => checkEvent(event, context)),
      ...records.resources.flatMap((resource) => checkResource(resource, context)),
      ...(options.complete === true ? checkCompleteness(spans, records, registry) : []),
    ],
    checked: { spans: spans.length, metrics: metrics.length, events: events.length },
    skipped: all - spans.length - metrics.length - events.length,
  };
}
