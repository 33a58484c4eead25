// What every rule is given, and how values are shown in messages.
import type { TypedValue } from '@llm-otel/query/otlp';
import type { Registry } from '../registry/registry.ts';

/** What rules need besides a record. */
export interface RuleContext {
  readonly registry: Registry;
  /** `product` accepts the names that registry files declare besides those of the conventions. */
  readonly names: 'convention' | 'product';
  /** Reports attributes whose names may still change. */
  readonly stability: boolean;
}

/** A value for a message: short, with its type. */
export function show({ type, value }: TypedValue): string {
  const text = JSON.stringify(value) ?? String(value);
  return `${text.length > 60 ? `${text.slice(0, 60)}...` : text} (${type})`;
}
