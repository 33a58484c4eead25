// What takes attributes one by one: a span, or an object.

import type { Attributes, AttributeValue } from '@opentelemetry/api';

/** Takes attributes, as a span does. */
export interface Target {
  setAttribute(name: string, value: AttributeValue): unknown;
}

/** Adds to `attributes`. */
export function into(attributes: Attributes): Target {
  return {
    setAttribute(name, value) {
      attributes[name] = value;
    },
  };
}
