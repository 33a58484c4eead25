// Two clocks: durations are measured by the monotonic one, and spans begin by the one of the wall.

/** Of `performance.now()` in milliseconds since the epoch, so that their sum is within the millisecond of `Date.now()`. */
let origin = performance.timeOrigin;

/**
 * Milliseconds since the epoch, with parts of them, now, when `performance.now()` is `ticks`. The clock of the system may
 * be set, or stand still with a machine; an API's own spans begin at a full `Date.now()`: this is never before it, so
 * that no child begins before its parent.
 */
export function wallClock(ticks = performance.now()): number {
  return originAt(ticks) + ticks;
}

/** When it was or is `at`, in milliseconds since the epoch, as `performance.now()`; default: now. */
export function onClock(at: number | undefined): number {
  return at === undefined ? performance.now() : at - originAt(performance.now());
}

function originAt(ticks: number): number {
  const now = Date.now();
  if (origin + ticks < now) origin = now - ticks;
  else if (origin + ticks >= now + 1) origin = now + 0.999 - ticks;
  return origin;
}
