// Deterministic ids for records derived from other data.

import { createHash } from 'node:crypto';

/** A version 7 UUID: `time` in milliseconds, then bits derived from `seed`. */
export function derivedId(time: number, seed: string): string {
  const hash = createHash('sha256').update(seed).digest('hex');
  const start = Math.max(0, Math.trunc(time)).toString(16).padStart(12, '0').slice(-12);
  const variant = ((Number.parseInt(hash[3]!, 16) & 0x3) | 0x8).toString(16);
  const tail = [`7${hash.slice(0, 3)}`, `${variant}${hash.slice(4, 7)}`, hash.slice(8, 20)];
  return [start.slice(0, 8), start.slice(8), ...tail].join('-');
}
