// What the attributes of an operation give to its record: some are fields, the rest stands in
// `attributes` under the names that it has on the span.

import type { FinishedOperation } from '../../telemetry/operation.ts';
import { ATTRIBUTE as A } from '../../telemetry/conventions/vocabulary.ts';

type Value = string | number | boolean | readonly (string | number | boolean | null)[];

/** Attributes of the application that have a field of their own, by their names. */
const TEXTS: Readonly<Record<string, string>> = {
  user_segment: 'user_segment',
  variant: 'variant',
  'feature_flag.result.variant': 'variant',
  routing_policy: 'routing_policy',
  topic: 'topic',
  [A.promptHash]: 'prompt_hash',
  [A.hashKeyId]: 'hash_key_id',
};
/** Milliseconds, which only the application or a gateway knows. */
const TIMES: ReadonlySet<string> = new Set(['queue_latency_ms', 'backend_latency_ms']);

/** The part of a record that follows from attributes. */
export interface AttributeFields {
  /** Fields of their own. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** The rest; absent where there is none. */
  readonly attributes: Readonly<Record<string, Value>> | undefined;
}

const NONE: AttributeFields = { fields: {}, attributes: undefined };

/** Reads the attributes of `operation`: of its rows, of the conversation, of the start and of the end. */
export function attributeFields(
  operation: FinishedOperation,
  ofRows: Readonly<Record<string, unknown>>,
): AttributeFields {
  const { start, conversation } = operation;
  const sources = [conversation?.attributes, start.attributes, operation.attributes];
  if (sources.every((source) => source === undefined) && Object.keys(ofRows).length === 0) {
    return NONE;
  }
  const fields: Record<string, string | number> = {};
  const rest: Record<string, Value> = {};
  const all = [ofRows, ...sources].flatMap((source) => Object.entries<unknown>(source ?? {}));
  for (const [name, value] of all) {
    if (TIMES.has(name) && isTime(value)) fields[name] = value;
    else if (Object.hasOwn(TEXTS, name) && isScalar(value)) fields[TEXTS[name]!] = String(value);
    else if (isFlat(value)) rest[name] = value;
  }
  return { fields, attributes: Object.keys(rest).length > 0 ? rest : undefined };
}

function isTime(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Types promise it; applications without types set what they like. */
function isFlat(value: unknown): value is Value {
  return Array.isArray(value)
    ? value.every((item) => item === null || isScalar(item))
    : isScalar(value);
}
