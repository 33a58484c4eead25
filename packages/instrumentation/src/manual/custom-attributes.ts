// Attributes that the application adds with custom names.

import type { Attributes } from '@opentelemetry/api';
import { copyValue } from '../content/copy.ts';
import { contentLimits } from '../content/limits.ts';
import { redactValue } from '../content/redact-value.ts';
import { readProperty } from '../foundation/read-property.ts';
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

/** `attributes` within the limits of content, with redacted names, texts and numbers. */
export function redactAttributes(attributes: Attributes | undefined): Attributes | undefined {
  const copy = copyValue(attributes, contentLimits());
  if (typeof copy !== 'object' || copy === null) return undefined;
  // Attributes have no such type: it would become a text.
  for (const name of Object.keys(copy)) {
    if (typeof readProperty(attributes, name) === 'bigint') Reflect.deleteProperty(copy, name);
  }
  const redacted = redactValue(copy) as Record<string, unknown>;
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
