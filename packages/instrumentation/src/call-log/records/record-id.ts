// Ids of records: UUIDs of version 7, which sort by time.

import { randomUUID } from 'node:crypto';

/** An id for something that began at `startedAt`, in milliseconds since the epoch. */
export function recordId(startedAt: number): string {
  const time = startedAt.toString(16).padStart(12, '0');
  // Those of version 4 come from a pool of random bytes, and all but the first 52 bits may stay.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
