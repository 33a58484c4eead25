// Which versions of the conventions are emitted, as `LLM_OTEL_SEMCONV` says.

import type { Attributes } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { ATTRIBUTE, NAMES_IN_1_41, OPERATIONS_SINCE_1_41 } from './vocabulary.ts';

const RENAMED = Object.entries(NAMES_IN_1_41).map(
  ([key, old]) => [ATTRIBUTE[key as keyof typeof ATTRIBUTE], old] as const,
);

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
  for (const [name, old] of RENAMED) {
    if (attributes[name] === undefined) continue;
    if (old !== null) attributes[old] ??= attributes[name];
    if (!emitsLatest()) delete attributes[name];
  }
  return attributes;
}
