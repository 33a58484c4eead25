// The values of attributes of spans of `ai` 4 to 6, of which some are functions that compute them.

import { toCount } from '../../model/count.ts';

/** By name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A value, computed if it is a function. */
export function valueIn(attributes: Attributes, name: string): unknown {
  const value = attributes[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { input, output } = value as { input?: () => unknown; output?: () => unknown };
  return input?.() ?? output?.();
}

/** A text. */
export function textIn(attributes: Attributes, name: string): string | undefined {
  const value = valueIn(attributes, name);
  return typeof value === 'string' ? value : undefined;
}

/** A number. */
export function numberIn(attributes: Attributes, name: string): number | undefined {
  const value = valueIn(attributes, name);
  return typeof value === 'number' ? value : undefined;
}

/** The first of several names that is a count. */
export function countIn(attributes: Attributes, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const count = toCount(valueIn(attributes, name));
    if (count !== undefined) return count;
  }
  return undefined;
}
