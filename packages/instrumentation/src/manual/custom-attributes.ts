// Attributes that the application adds under names of its own.

import type { Attributes } from '@opentelemetry/api';
import { redactValue } from '../content/redact-value.ts';
import type { Details } from './details.ts';

/** Part of the options and fields of every helper. */
export interface CustomAttributes {
  /** Span attributes under names of your own; values are strings, numbers, booleans or arrays. */
  attributes?: Attributes;
}

/** The handle of a helper that has no fields of its own. */
export const customAttributesOnly = {
  merge: (details: Details, { attributes }: CustomAttributes): Details => ({
    ...details,
    attributes: { ...details.attributes, ...redactAttributes(attributes) },
  }),
};

/** `attributes` with their texts redacted. */
export function redactAttributes(attributes: Attributes | undefined): Attributes | undefined {
  return attributes && (redactValue(attributes) as Attributes);
}
