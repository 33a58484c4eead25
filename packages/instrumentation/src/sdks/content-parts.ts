// Parts and messages that every SDK has in the same form, and the guard around each of them: one
// broken message, or one of a shape that nobody knows yet, does not take the others with it.

import type { Message, Part } from '../model/content.ts';

/** What only the provider can read, and what says how to treat a part: neither is said to anybody. */
const OPAQUE = new Set([
  'cache_control',
  'citations',
  'encrypted_content',
  'encrypted_index',
  'encrypted_stdout',
  'prompt_cache_breakpoint',
  'signature',
]);

/** A text as parts: none where there is nothing in it. */
export function toTextParts(content: string | null | undefined): Part[] {
  return typeof content === 'string' && content !== '' ? [{ type: 'text', content }] : [];
}

/** What the conventions have no type for, with its own fields. */
export function toGeneric(value: unknown, genericType?: string): Part {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const { type, ...fields } = (isObject ? withoutOpaque(value) : { value }) as { type?: unknown };
  const named = genericType ?? (typeof type === 'string' ? type : undefined);
  return { ...fields, type: 'generic', generic_type: named ?? 'unknown' };
}

/** A copy of `value` without what nobody but the provider can read. */
export function withoutOpaque(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOpaque);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !OPAQUE.has(key))
      .map(([key, item]) => [key, withoutOpaque(item)]),
  );
}

/** The parts of `items`; a text stands for one item. */
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

/** A copy of an object, whose properties may be getters of the application: each is read once. */
function readOnce<Item>(item: Item): Item {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const copy: Record<string, unknown> = {};
  try {
    for (const key of Object.keys(item)) {
      try {
        copy[key] = (item as Record<string, unknown>)[key];
      } catch {
        // That property says nothing.
      }
    }
  } catch {
    // A proxy that does not even tell its properties.
  }
  return copy as Item;
}

/** What is there where `read` throws. */
function guarded<T>(read: () => T | readonly T[], otherwise: () => readonly T[]): readonly T[] {
  try {
    const value = read();
    return Array.isArray(value) ? (value as readonly T[]) : [value as T];
  } catch {
    return otherwise();
  }
}

/** Even looking at `value` may throw: it may be a proxy, or lie in itself. */
function toGenericOrNothing(value: unknown): Part[] {
  try {
    return [toGeneric(value)];
  } catch {
    return [{ type: 'generic', generic_type: 'unknown' }];
  }
}
