// The fields of a call record from the attributes of a span, in the names of any dialect.

import type { Attributes, ValueType } from '../otlp/index.ts';
import { type Field, FIELDS } from '../schema.ts';
import { mayQuote, namesOf, type Said, type Told, toProvider } from './dialects/index.ts';
import { parseOrNothing, parseSafely } from './safe-json.ts';

const MS_PER_SECOND = 1000;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** Fields of any type: arguments and results of tools. */
const ANY = new Set(['tool_arguments', 'tool_result']);
/** Attributes with a place of their own in a record. */
const PLACED = ['error.type', 'llm_otel.stage'];

/** Attributes as plain values; a missing value is undefined. */
export function toSaid(attributes: Attributes): Said {
  return new Map([...attributes].map(([name, { type, value }]) => [name, toWritten(type, value)]));
}

/** JSON has no numbers that are not finite; integers beyond 2^53 are written with all digits. */
function toWritten(type: ValueType, value: unknown): unknown {
  if (Array.isArray(value) && /^(?:int|double)\[\]$/.test(type)) {
    return value.map((item) => toWritten(type.slice(0, -2) as ValueType, item));
  }
  if (type === 'int' && typeof value === 'string') return BigInt(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value ?? undefined;
}

/** Fields, and the attributes that belong to none. */
export interface Fields {
  readonly fields: Record<string, unknown>;
  readonly rest: object | undefined;
}

/**
 * The fields in `said`: by the names of the conventions, then by those of the dialects, then `told`.
 * `told` is undefined for our own telemetry, which speaks no dialect.
 */
export function fieldsOf(said: Said, resource: Said, told: Told | undefined): Fields {
  const fields: Record<string, unknown> = {};
  const used = new Set(PLACED);
  for (const field of FIELDS) {
    const names =
      told === undefined ? field.attributes : [...field.attributes, ...namesOf(field.name)];
    for (const name of names) {
      if (!said.has(name)) continue;
      const value = toField(field, said.get(name));
      if (value === undefined) continue;
      used.add(name);
      fields[field.name] ??= value;
    }
    fields[field.name] ??= toldField(field, told?.[field.name]);
    if (fields[field.name] === undefined && field.resourceAttribute !== undefined) {
      fields[field.name] = toField(field, resource.get(field.resourceAttribute));
    }
  }
  if (told !== undefined) complete(fields);
  const rest = [...said].filter(
    ([name, value]) => !used.has(name) && isFlat(value) && (told === undefined || !mayQuote(name)),
  );
  return { fields, rest: rest.length === 0 ? undefined : Object.fromEntries(rest) };
}

const COSTS = ['cost_usd', 'cost_input_usd', 'cost_output_usd'];

/** The words and sources that other producers leave to the reader. */
function complete(fields: Record<string, unknown>): void {
  const { provider, cost_usd: cost, finish_reasons: reasons } = fields;
  if (typeof provider === 'string') fields['provider'] = toProvider(provider);
  if (Array.isArray(reasons)) {
    fields['finish_reasons'] = reasons.map((reason) => String(reason).replaceAll('-', '_'));
  }
  // A producer without a price says 0.
  if (cost === 0) for (const name of COSTS) fields[name] = undefined;
  else if (typeof cost === 'number') {
    fields['cost_source'] = 'local';
    fields['cost_note'] = 'told_by_instrumentation';
  }
}

/** Converts a value to the type of `field`; conventions use seconds, and JSON for content. */
function toField(field: Field, value: unknown): unknown {
  const typed = toldField(field, value);
  if (field.unit !== 'ms' || typeof typed !== 'number') return typed;
  return Math.round(typed * MS_PER_SECOND * 100) / 100;
}

/** The same for a value in the unit of the field. */
function toldField(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (ANY.has(field.name)) return toAny(value);
  switch (field.type) {
    case 'integer': {
      const number = toNumber(value);
      return number !== undefined && Number.isInteger(number) && number >= 0 ? number : undefined;
    }
    case 'money': {
      const number = toNumber(value);
      return number !== undefined && number >= 0 ? number : undefined;
    }
    case 'number': {
      const number = toNumber(value);
      // OpenLIT says -1 for no limit of tokens.
      return field.unit === '{token}' && number !== undefined && number < 0 ? undefined : number;
    }
    case 'boolean':
      // Fields such as `stream` are there or not.
      return value === true || value === 'true' ? true : undefined;
    case 'texts':
      return toTexts(value);
    case 'json':
      return typeof value === 'string' ? parseOrNothing(value) : value;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

/** A text such as `5` may have been a text. */
function toAny(value: unknown): unknown {
  const found = typeof value === 'string' ? parseSafely(value) : value;
  return typeof found === 'object' || typeof found === 'string' ? (found ?? value) : value;
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A list, one text, or a list as JSON. */
function toTexts(value: unknown): string[] | undefined {
  const list = typeof value === 'string' && value.startsWith('[') ? parseSafely(value) : value;
  if (Array.isArray(list)) return list.map(String);
  return typeof value === 'string' && value !== '' ? [value] : undefined;
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item === null || typeof item !== 'object');
  return value !== undefined && value !== null && typeof value !== 'object';
}
