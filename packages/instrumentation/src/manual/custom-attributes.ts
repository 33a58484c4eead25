// Attributes that the application adds with custom names.

import type { Attributes } from '@opentelemetry/api';
import { redactValue } from '../content/redact-value.ts';
import type { Details } from './details.ts';

/** Part of the options and fields of every helper. */
export interface CustomAttributes {
  /** Span attributes with custom names; values are strings, numbers, booleans or arrays. */
  attributes?: Attributes;
}

/** The handle of a helper that has no fields of its own. */
export const customAttributesOnly = {
  merge: (details: Details, { attributes }: CustomAttributes): Details => ({
    ...details,
    attributes: { ...details.attributes, ...redactAttributes(attributes) },
  }),
};

/** `attributes` with redacted texts and numbers. */
export function redactAttributes(attributes: Attributes | undefined): Attributes | undefined {
  if (attributes === undefined) return undefined;
  const redacted = redactValue(attributes) as Record<string, unknown>;
  for (const [name, value] of Object.entries(redacted)) {
    if (Array.isArray(value)) redacted[name] = ofOneType(value);
  }
  return redacted as Attributes;
}

/** The API drops a list in which only some numbers became texts. */
function ofOneType(list: readonly unknown[]): readonly unknown[] {
  const types = new Set(
    list.filter((item) => item !== null && item !== undefined).map((item) => typeof item),
  );
  return types.size > 1 && types.has('string')
    ? list.map((item) => (item === null || item === undefined ? item : String(item)))
    : list;
}
