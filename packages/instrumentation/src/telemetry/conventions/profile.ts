// Which versions of the conventions to emit, as set by `LLM_OTEL_SEMCONV`.

import type { Attributes } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { NAMES_IN_1_41, OPERATIONS_SINCE_1_41 } from './vocabulary.ts';

/** Whether to emit the names of October 2026. */
export function emitsLatest(): boolean {
  return config().semconv !== '1.41';
}

/** Whether to emit the names of v1.41. */
export function emits141(): boolean {
  const { semconv } = config();
  return semconv === '1.41' || semconv === 'both';
}

/** Whether to emit what is proposed for the conventions, too. */
export function emitsProposed(): boolean {
  return config().semconv === 'proposed';
}

/** Whether an emitted version defines `operation`. */
export function knowsOperation(operation: string): boolean {
  return emitsLatest() || !OPERATIONS_SINCE_1_41.has(operation);
}

/** Renames `attributes` in place for the emitted versions, and returns them. */
export function inProfile(attributes: Attributes): Attributes {
  if (!emits141()) return attributes;
  for (const [name, old] of NAMES_IN_1_41) {
    if (attributes[name] === undefined) continue;
    if (old !== null) attributes[old] ??= attributes[name];
    if (!emitsLatest()) delete attributes[name];
  }
  return attributes;
}
