// Parts and messages that have the same form in every SDK, and a guard around each: a broken message,
// or one of an unknown shape, does not affect the others.

import type { Content, Message, Part } from '../model/content.ts';

/** Fields that only the provider can read, and processing hints: neither is content. */
const OPAQUE = new Set([
  'cache_control',
  'citations',
  'encrypted_content',
  'encrypted_index',
  'encrypted_stdout',
  'prompt_cache_breakpoint',
  'signature',
]);

/** Converts a text to parts: none if it is empty. */
export function toTextParts(content: string | null | undefined): Part[] {
  return typeof content === 'string' && content !== '' ? [{ type: 'text', content }] : [];
}

/** The input of a call that asks with one text. */
export function toPrompt(text: string | null | undefined): Content {
  return { inputMessages: [{ role: 'user', parts: toTextParts(text) }] };
}

/** A part without a type in the conventions; keeps its fields. */
export function toGeneric(value: unknown, genericType?: string): Part {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { type, ...fields } = (isObject ? withoutOpaque(value) : { value }) as { type?: unknown };
  const named = genericType ?? (typeof type === 'string' ? type : undefined);
  return { ...fields, type: 'generic', generic_type: named ?? 'unknown' };
}

/** A copy of `value` without the fields in `OPAQUE`. */
export function withoutOpaque(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOpaque);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !OPAQUE.has(key))
      .map(([key, item]) => [key, withoutOpaque(item)]),
  );
}

/** The parts of `items`; a text counts as one item. */
export function toParts<Item>(
  items: string | readonly Item[] | null | undefined,
  toItemParts: (item: Item) => Part | readonly Part[],
): Part[] {
  if (typeof items === 'string') return toTextParts(items);
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) return [toGeneric(items)];
  return (items as readonly Item[]).map(readOnce).flatMap((item) =>
    guarded(
      () => toItemParts(item),
      () => toGenericOrNothing(item),
    ),
  );
}

/** The messages of `items`. */
export function toMessages<Item, M extends Message>(
  items: readonly Item[] | null | undefined,
  toItemMessages: (item: Item) => M | readonly M[],
): M[] {
  if (!Array.isArray(items)) return [];
  return (items as readonly Item[])
    .map(readOnce)
    .flatMap((item) =>
      guarded(
        () => toItemMessages(item),
        () => [{ parts: toGenericOrNothing(item) } as unknown as M],
      ),
    )
    .map((message) =>
      typeof message.role === 'string' ? message : { ...message, role: 'unknown' },
    );
}

/** A copy of an object whose properties may be getters of the application: each is read once. */
function readOnce<Item>(item: Item): Item {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const copy: Record<string, unknown> = {};
  try {
    for (const key of Object.keys(item)) {
      try {
        copy[key] = (item as Record<string, unknown>)[key];
      } catch {
        // The property is skipped.
      }
    }
  } catch {
    // A proxy may throw when its keys are listed.
  }
  return copy as Item;
}

/** The fallback if `read` throws. */
function guarded<T>(read: () => T | readonly T[], otherwise: () => readonly T[]): readonly T[] {
  try {
    const value = read();
    return Array.isArray(value) ? (value as readonly T[]) : [value as T];
  } catch {
    return otherwise();
  }
}

/** Reading `value` may throw: it may be a proxy or contain itself. */
function toGenericOrNothing(value: unknown): Part[] {
  try {
    return [toGeneric(value)];
  } catch {
    return [{ type: 'generic', generic_type: 'unknown' }];
  }
}
