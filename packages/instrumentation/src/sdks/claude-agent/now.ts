// The time of messages, in parts of milliseconds: many come at once.

/** Milliseconds since the epoch. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
