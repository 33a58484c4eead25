// What the checker can say: every id with its level and where the id comes from. Ids of Weaver and
// of the conformance runner keep their name, so that reports can be laid side by side.

/** From worst to mildest. A violation fails the run. */
export const LEVELS = ['violation', 'improvement', 'information'] as const;
export type Level = (typeof LEVELS)[number];

/** Who gave an id its name: Weaver, the conformance runner's policies, or we where both have none. */
type Origin = 'weaver' | 'runner' | 'own';

const from =
  (origin: Origin) =>
  (level: Level): { readonly level: Level; readonly origin: Origin } => ({ level, origin });
const weaver = from('weaver');
const runner = from('runner');
const own = from('own');

/** Every id, with the level it has unless the rule that finds it says otherwise. */
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
  /** A histogram's boundaries are not those of the conventions. */
  bucket_mismatch: own('violation'),
  /** A known attribute on a signal whose definition does not have it. */
  unexpected_attribute: own('improvement'),
  /** A value that the conventions exclude, such as `gen_ai.request.stream=false`. */
  unexpected_value: own('improvement'),
  /** A metric recorded for an operation that has a metric of its own. */
  unexpected_operation: own('violation'),
  /** An event's severity number. */
  unexpected_severity: own('violation'),
  /** Content of an event as a JSON string: there it is a structure. */
  content_not_structured: own('violation'),
  /** A name from a draft whose acceptance is not known. */
  unconfirmed_name: own('information'),
  /** With `complete`: an operation without the metric or event that belongs to it. */
  signal_not_present: own('improvement'),
} as const;

/** The name of a kind of finding. */
export type FindingId = keyof typeof FINDINGS;

/** The signal that a finding is about; `resource` for attributes of the emitting process. */
type Signal = 'span' | 'metric' | 'event' | 'resource';

/** One thing that a rule found in one record. */
export interface Finding {
  readonly id: FindingId;
  readonly level: Level;
  readonly origin: Origin;
  readonly signal: Signal;
  /** Name of the span, metric or event; empty for a resource. */
  readonly name: string;
  /** The attribute that it is about, if it is about one. */
  readonly attribute?: string;
  /** The value that was found and the way out. */
  readonly message: string;
  /** Where the record stands: file, line, and the ids of a span. */
  readonly at: string;
}

/** What a finding says about its record. */
export interface Subject {
  readonly signal: Signal;
  readonly name: string;
  readonly at: string;
}

/** Makes a finding of `id` about `subject`; `level` where it differs from the id's own. */
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
