// The findings of the checker: every id with its level and its source. Ids of Weaver and of
// the conformance runner keep their names, so that reports can be compared.

/** By falling severity. A violation fails the run. */
export const LEVELS = ['violation', 'improvement', 'information'] as const;
export type Level = (typeof LEVELS)[number];

/** Source of an id: Weaver, the conformance runner's policies, or this checker if both have none. */
type Origin = 'weaver' | 'runner' | 'own';

const from =
  (origin: Origin) =>
  (level: Level): { readonly level: Level; readonly origin: Origin } => ({ level, origin });
const weaver = from('weaver');
const runner = from('runner');
const own = from('own');

/** Every id with its default level, which its rule may override. */
export const FINDINGS = {
  missing_attribute: weaver('violation'),
  missing_metric: weaver('violation'),
  missing_event: weaver('violation'),
  deprecated: weaver('violation'),
  type_mismatch: weaver('violation'),
  unit_mismatch: weaver('violation'),
  unexpected_instrument: weaver('violation'),
  undefined_enum_variant: weaver('information'),
  required_attribute_not_present: weaver('violation'),
  conditionally_required_attribute_not_present: weaver('information'),
  recommended_attribute_not_present: weaver('improvement'),
  opt_in_attribute_not_present: weaver('information'),
  not_stable: weaver('improvement'),
  template_attribute: weaver('information'),
  missing_namespace: weaver('improvement'),
  invalid_format: weaver('violation'),
  illegal_namespace: weaver('violation'),
  extends_namespace: weaver('information'),
  genai_span_name_format: runner('violation'),
  genai_expected_attribute_missing: runner('violation'),
  genai_span_kind_unexpected: runner('violation'),
  genai_operation_name_unknown: runner('violation'),
  genai_content_schema: runner('violation'),
  span_status_ok_set_by_instrumentation: runner('violation'),
  error_type_missing_on_error: runner('violation'),
  error_type_without_error_status: runner('violation'),
  /** A histogram whose boundaries differ from the conventions. */
  bucket_mismatch: own('violation'),
  /** A known attribute on a signal whose definition does not have it. */
  unexpected_attribute: own('improvement'),
  /** A value that the conventions exclude, such as `gen_ai.request.stream=false`. */
  unexpected_value: own('improvement'),
  /** A metric recorded for an operation that has its own metric. */
  unexpected_operation: own('violation'),
  /** An event's severity number. */
  unexpected_severity: own('violation'),
  /** Event content as a JSON string instead of a structure. */
  content_not_structured: own('violation'),
  /** A name from a draft that may not be accepted. */
  unconfirmed_name: own('information'),
  /** With `complete`: an operation without its metric or event. */
  signal_not_present: own('improvement'),
} as const;

/** The name of a kind of finding. */
export type FindingId = keyof typeof FINDINGS;

/** The signal of a finding; `resource` for attributes of the emitting process. */
type Signal = 'span' | 'metric' | 'event' | 'resource';

/** One thing that a rule found in one record. */
export interface Finding {
  readonly id: FindingId;
  readonly level: Level;
  readonly origin: Origin;
  readonly signal: Signal;
  /** Name of the span, metric or event; empty for a resource. */
  readonly name: string;
  /** The affected attribute, if any. */
  readonly attribute?: string;
  /** The value that was found and the fix. */
  readonly message: string;
  /** Location of the record: file, line, and the ids of a span. */
  readonly at: string;
}

/** The record of a finding. */
export interface Subject {
  readonly signal: Signal;
  readonly name: string;
  readonly at: string;
}

/** Creates a finding of `id` for `subject`; `level` overrides the default level. */
export function finding(
  id: FindingId,
  subject: Subject,
  message: string,
  { attribute, level }: { readonly attribute?: string; readonly level?: Level } = {},
): Finding {
  const { signal, name, at } = subject;
  return {
    id,
    level: level ?? FINDINGS[id].level,
    origin: FINDINGS[id].origin,
    signal,
    name,
    ...(attribute !== undefined && { attribute }),
    message,
    at,
  };
}
