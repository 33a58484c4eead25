// Additions to the data at the end of an operation.

import type { Attributes } from '@opentelemetry/api';
import type { OperationEnd } from './operation.ts';

/** `end` with further attributes, which win. */
export function withAttributes(end: OperationEnd, attributes: Attributes): OperationEnd {
  for (const _ in attributes) return { ...end, attributes: { ...end.attributes, ...attributes } };
  return end;
}
