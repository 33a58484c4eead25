// The contract of a dialect: how one family of producers names what a call record holds.

import { parseSafely } from '../safe-json.ts';

/** Attribute values of a span by name; a missing value is undefined. */
export type Said = ReadonlyMap<string, unknown>;

/** Fields of a call record, partly. */
export type Told = Readonly<Record<string, unknown>>;

/** How one family of producers tells a call. All functions are pure and total. */
export interface Dialect {
  /** The producers, for documents. */
  readonly producer: string;
  /** What is read, for documents. */
  readonly reads: string;
  /** What is left out and why, for documents. */
  readonly leavesOut: string;
  /** Names of attributes that only these producers use. */
  readonly marks?: RegExp;
  /** Names of which one is there when `operation` and `fields` apply, if not `marks`. */
  readonly speaks?: RegExp;
  /** Attributes by field of the call record, the best first. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Attributes that may quote content: they never become plain attributes of a record. */
  readonly content?: RegExp;
  /**
   * What the span is in words of the conventions: `chat`, `embeddings`, `execute_tool`, ...; `step` if
   * it is none of them, undefined if the dialect does not tell.
   */
  readonly operation?: (said: Said) => string | undefined;
  /** Fields that need more than a name; for a span with a mark only. */
  readonly fields?: (said: Said) => Told;
}

/** The text of an attribute; undefined if it is no text or empty. */
export function textOf(said: Said, name: string): string | undefined {
  const value = said.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** JSON in a text, or the value itself if it is none. */
export function parsed(value: unknown): unknown {
  return typeof value === 'string' ? (parseSafely(value) ?? value) : value;
}

/** The JSON object of an attribute; empty if it is none. */
export function objectOf(said: Said, name: string): Told {
  return asObject(parsed(said.get(name)));
}

/** `value` if it is an object, otherwise an empty one. */
export function asObject(value: unknown): Told {
  return isObject(value) ? value : {};
}

/** The word for `name` in a table. Names come from strangers, who may say `constructor`. */
export function wordFor(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Whether `value` is an object and no list. */
export function isObject(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
