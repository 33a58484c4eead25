// Maps an operation's attributes to its record: some have fields, the others go into
// `attributes` under their span attribute names.

import type { FinishedOperation } from '../../telemetry/operation.ts';
import { ATTRIBUTE as A } from '../../telemetry/conventions/vocabulary.ts';

type Value = string | number | boolean | readonly (string | number | boolean | null)[];

/** Application attributes that have their own field, by name. */
const TEXTS: Readonly<Record<string, string>> = {
  user_segment: 'user_segment',
  variant: 'variant',
  'feature_flag.result.variant': 'variant',
  routing_policy: 'routing_policy',
  topic: 'topic',
  [A.promptHash]: 'prompt_hash',
  [A.hashKeyId]: 'hash_key_id',
};
/** Milliseconds, known only to the application or a gateway. */
const TIMES: ReadonlySet<string> = new Set(['queue_latency_ms', 'backend_latency_ms']);

/** The part of a record from attributes. */
export interface AttributeFields {
  /** Separate fields. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** The rest; absent if empty. */
  readonly attributes: Readonly<Record<string, Value>> | undefined;
}

const NONE: AttributeFields = { fields: {}, attributes: undefined };

/** Reads the attributes of `operation`: of its rows, the conversation, the start and the end. */
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

/** Types guarantee it; untyped applications may set anything. */
function isFlat(value: unknown): value is Value {
  return Array.isArray(value)
    ? value.every((item) => item === null || isScalar(item))
    : isScalar(value);
}
