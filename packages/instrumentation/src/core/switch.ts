// Whether patched methods record anything. They stay patched either way.

let isPaused = false;

/** Patched methods pass calls on and record nothing. */
export function pausePatches(): void {
  isPaused = true;
}

/** Patched methods record again. */
export function resumePatches(): void {
  isPaused = false;
}

/** Whether calls are passed on unrecorded. */
export function arePatchesPaused(): boolean {
  return isPaused;
}
