// Splits what is exported into requests that receivers take: the fewest take 4 MiB (gRPC's default), the collector 20.
// An item that is longer alone, or whose length cannot be read, is sent alone.

import { safelyAlone } from '../foundation/safely.ts';

/** Bytes of texts in one request; escapes, names and numbers come to them. */
const LIMIT = 3 * 2 ** 20;
/** About, for what is no text. */
const BYTES_OF_ITEM = 1024;
const BYTES_OF_VALUE = 8;
/** A character of a shorter text counts as one byte. */
const LONG = 256;

/** What spans and log records have that can be long. */
interface Item {
  readonly attributes?: unknown;
  readonly body?: unknown;
  readonly events?: readonly { readonly attributes?: unknown }[];
}

/** `items` in their order, in as many lists as requests are needed. */
export function portionsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const portions: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = safelyAlone('measuring an item', () => bytesOfItem(item as Item)) ?? LIMIT;
    if (portions.length === 0 || bytes > room) {
      portions.push([]);
      room = LIMIT;
    }
    portions.at(-1)!.push(item);
    room -= bytes;
  }
  return portions;
}

function bytesOfItem({ attributes, body, events = [] }: Item): number {
  let bytes = BYTES_OF_ITEM + bytesOf(attributes) + bytesOf(body);
  for (const event of events) bytes += bytesOf(event.attributes);
  return bytes;
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length < LONG ? value.length : Buffer.byteLength(value);
  }
  if (typeof value !== 'object' || value === null) return BYTES_OF_VALUE;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let bytes = 0;
  for (const key in value) bytes += bytesOf((value as Record<string, unknown>)[key]);
  return bytes;
}
