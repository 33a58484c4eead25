// Ids of records: UUIDs of version 7, which sort by time.

import { randomUUID } from 'node:crypto';

/** An id for something that began at `startedAt`, in milliseconds since the epoch. */
export function recordId(startedAt: number): string {
  const time = startedAt.toString(16).padStart(12, '0');
  // Version 4 UUIDs use pooled random bytes; all but the first 52 bits can be kept.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
