// The input of every rule, and the format of values in messages.
import type { TypedValue } from '@llm-otel/query/otlp';
import type { Registry } from '../registry/registry.ts';

/** Input of rules besides a record. */
export interface RuleContext {
  readonly registry: Registry;
  /** `product` accepts names from registry files besides those of the conventions. */
  readonly names: 'convention' | 'product';
  /** Reports attributes whose names may still change. */
  readonly stability: boolean;
}

/** A value for a message: short, with its type. */
export function show({ type, value }: TypedValue): string {
  const text = JSON.stringify(value) ?? String(value);
  return `${text.length > 60 ? `${text.slice(0, 60)}...` : text} (${type})`;
}
