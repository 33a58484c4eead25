// Attributes that the application adds with custom names.

import type { Attributes } from '@opentelemetry/api';
import { copyValue } from '../content/copy.ts';
import { contentLimits } from '../content/limits.ts';
import { redactValue } from '../content/redact-value.ts';
import { readProperty } from '../foundation/safely.ts';
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

/** `attributes` within the limits of content, with redacted names and texts. */
export function redactAttributes(attributes: Attributes | undefined): Attributes | undefined {
  const copy = copyValue(attributes, contentLimits());
  if (typeof copy !== 'object' || copy === null) return undefined;
  const redacted = redactValue(copy) as Attributes;
  // Attributes have no such type: it would become a text.
  for (const name in redacted) {
    if (typeof readProperty(attributes, name) === 'bigint') delete redacted[name];
  }
  return redacted;
}
