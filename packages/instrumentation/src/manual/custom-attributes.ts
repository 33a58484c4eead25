// Attributes that the application adds with custom names.

import type { Attributes } from '@opentelemetry/api';
import { copyValue } from '../content/copy.ts';
import { contentLimits } from '../content/limits.ts';
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

/** `attributes` within the limits of content, with redacted names and texts. */
export function redactAttributes(attributes: Attributes | undefined): Attributes | undefined {
  return attributes && (redactValue(copyValue(attributes, contentLimits())) as Attributes);
}
