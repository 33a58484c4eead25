// One row of the table of fields: an attribute with everything that follows from it. A new attribute is one
// row: its check, its place on spans, in records and in the documents are read from here.

import { toCount } from '../count.ts';
import type { Kind } from '../kinds.ts';
import { areTexts } from '../texts.ts';

/** Where an attribute stands. */
type Place = Kind | 'every span' | 'metrics' | 'events';

/** What is said of an attribute besides its name and type. */
interface About<On extends readonly Place[] = readonly Place[]> {
  readonly on: On;
  /** What v1.41 calls it; `null` where it has no such attribute, absent where the name is the same. */
  readonly in141?: string | null;
  /** There from the start of a span: a sampler may want to see it. */
  readonly isEarly?: true;
  /** The value that says nothing, and is left out. */
  readonly omitted?: unknown;
  /** Free text of an application: redacted before it leaves. */
  readonly isFreeText?: true;
  /** A refinement that metrics of inference have as well. */
  readonly isOnMetrics?: true;
  /** The field of the call record; `attributes`: among its attributes, under this name. */
  readonly record?: string;
  /** What it means, for the documents. */
  readonly text: string;
}

/** One attribute. */
export interface Field<
  Value = unknown,
  On extends readonly Place[] = readonly Place[],
> extends About<On> {
  readonly attribute: string;
  readonly type: 'string' | 'string[]' | 'int' | 'double' | 'boolean' | 'any';
  /** Whether a value is of the type: others are left out, since they could stop the metrics of a process. */
  isValid(value: unknown): value is Value;
}

/** The values of a group of rows, each of which may be missing. */
export type ValuesOf<Group> = {
  -readonly [Key in keyof Group]?: Group[Key] extends Field<infer Value> ? Value : never;
};

/** Those of the rows that stand on operations of one kind. */
export type ValuesOn<Group, On extends Kind> = {
  -readonly [
    Key in keyof Group as Group[Key] extends Field<unknown, infer Places>
      ? On extends Places[number]
        ? Key
        : never
      : never
  ]?: Group[Key] extends Field<infer Value> ? Value : never;
};

type Builder<Value> = <const On extends readonly Place[]>(
  attribute: string,
  about: About<On>,
) => Field<Value, On>;

function builder<Value>(
  type: Field['type'],
  isValid: (value: unknown) => value is Value,
): Builder<Value> {
  return (attribute, about) => ({ attribute, type, isValid, ...about });
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** A text with something in it: servers send empty ones for what they do not know. */
export const text = builder(
  'string',
  (value): value is string => typeof value === 'string' && value !== '',
);
/** A list of texts. */
export const texts = builder('string[]', areTexts);
/** A number without a fraction, as the caller gives it. */
export const int = builder('int', isNumber);
/** A number of 0 or more without a fraction. */
export const count = builder('int', (value): value is number => toCount(value) !== undefined);
/** A number. */
export const double = builder('double', isNumber);
/** Yes or no. */
export const flag = builder('boolean', (value): value is boolean => typeof value === 'boolean');
/** Whatever the conventions allow where they have a structure: checked by whoever makes it. */
export const any = builder('any', (value): value is unknown => value !== undefined);

/** A text of a closed set, which the adapters keep to. */
export function oneOf<Value extends string>(
  ...values: Parameters<Builder<Value>>
): Field<Value, Parameters<Builder<Value>>[1]['on']> {
  return builder('string', (value): value is Value => typeof value === 'string')(...values);
}
