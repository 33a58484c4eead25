// Which versions of the conventions are emitted, as `LLM_OTEL_SEMCONV` says.

import type { Attributes } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { NAMES_IN_1_41, OPERATIONS_SINCE_1_41 } from './vocabulary.ts';

/** Whether the names of October 2026 are emitted. */
export function emitsLatest(): boolean {
  return config().semconv !== '1.41';
}

/** Whether the names of v1.41 are emitted. */
export function emits141(): boolean {
  return config().semconv !== 'latest';
}

/** Whether a version that is emitted knows `operation`. */
export function knowsOperation(operation: string): boolean {
  return emitsLatest() || !OPERATIONS_SINCE_1_41.has(operation);
}

/** Gives `attributes` the names of the versions that are emitted, in place, and returns them. */
export function inProfile(attributes: Attributes): Attributes {
  if (!emits141()) return attributes;
  for (const [name, old] of NAMES_IN_1_41) {
    if (attributes[name] === undefined) continue;
    if (old !== null) attributes[old] ??= attributes[name];
    if (!emitsLatest()) delete attributes[name];
  }
  return attributes;
}
