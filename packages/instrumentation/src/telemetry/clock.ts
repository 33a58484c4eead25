// The monotonic clock, by which durations are measured.

/** When it was or is `at`, in milliseconds since the epoch, as `performance.now()`; default: now. */
export function onClock(at: number | undefined): number {
  return at === undefined ? performance.now() : at - performance.timeOrigin;
}
