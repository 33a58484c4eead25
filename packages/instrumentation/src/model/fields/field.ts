// One row of the table of fields: an attribute with everything derived from it. A new attribute is one
// row: its check, its place on spans, in records and in the documentation are read from here.

import { toCount } from '../count.ts';
import type { Kind } from '../kinds.ts';
import { areTexts } from '../texts.ts';
import type { Shape } from './shape.ts';

/** Where it appears. */
type Place = Kind | 'every span' | 'metrics' | 'events';

/** Properties of an attribute besides its name and type. */
interface About<On extends readonly Place[] = readonly Place[]> {
  readonly on: On;
  /** Its name in v1.41; `null` if v1.41 has no such attribute, absent if the name is the same. */
  readonly in141?: string | null;
  /** Set at the start of a span: a sampler may need it. */
  readonly isEarly?: true;
  /** The value without information: omitted. */
  readonly omitted?: unknown;
  /** A refinement that inference metrics have, too. */
  readonly isOnMetrics?: true;
  /** The field of the call record; `attributes`: in its attributes, under this name. */
  readonly record?: string;
  /** Its meaning, for documents. */
  readonly text: string;
}

/** The same of a text, which always has a shape. */
interface AboutText<On extends readonly Place[] = readonly Place[]> extends About<On> {
  readonly shape: Shape;
}

/** One attribute. */
export interface Field<
  Value = unknown,
  On extends readonly Place[] = readonly Place[],
> extends About<On> {
  readonly attribute: string;
  readonly type: 'string' | 'string[]' | 'int' | 'double' | 'boolean' | 'any';
  /** Of a text, or of every text in a list. */
  readonly shape?: Shape;
  /** Whether a value has the type: others are omitted, since they could stop the metrics of a process. */
  isValid(value: unknown): value is Value;
}

/** The values of a group of rows, all optional. */
export type ValuesOf<Group> = {
  -readonly [Key in keyof Group]?: Group[Key] extends Field<infer Value> ? Value : never;
};

/** The values of rows for operations of one kind. */
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

type TextBuilder<Value> = <const On extends readonly Place[]>(
  attribute: string,
  about: AboutText<On>,
) => Field<Value, On>;

function builder<Value>(
  type: Field['type'],
  isValid: (value: unknown) => value is Value,
): Builder<Value> {
  return (attribute, about) => ({ attribute, type, isValid, ...about });
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** A non-empty string: servers send empty ones for unknown values. */
export const text: TextBuilder<string> = builder(
  'string',
  (value): value is string => typeof value === 'string' && value !== '',
);
/** A string list. */
export const texts: TextBuilder<string[]> = builder('string[]', areTexts);
/** An integer, as given by the caller. */
export const int = builder('int', isNumber);
/** An integer of 0 or more. */
export const count = builder('int', (value): value is number => toCount(value) !== undefined);
/** A number. */
export const double = builder('double', isNumber);
/** A boolean. */
export const flag = builder('boolean', (value): value is boolean => typeof value === 'boolean');
/** Any structure that the conventions allow: its producer checks it. */
export const any = builder('any', (value): value is unknown => value !== undefined);

/** A string of a closed set. */
export function oneOf<const Value extends string>(...values: readonly Value[]): Builder<Value> {
  const known: ReadonlySet<unknown> = new Set(values);
  return builder('string', (value): value is Value => known.has(value));
}
