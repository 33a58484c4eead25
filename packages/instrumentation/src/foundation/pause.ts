// Whether replaced functions record: an `Instrumentation` can be disabled and enabled again.

import { processState } from './process-state.ts';

const state = processState('pause', () => ({ isPaused: false }));

/** Calls are passed on from now on, and nothing of them is recorded. */
export function pauseRecording(): void {
  state.isPaused = true;
}

/** Calls are recorded again. */
export function resumeRecording(): void {
  state.isPaused = false;
}

/** Whether calls are only passed on. */
export function isRecordingPaused(): boolean {
  return state.isPaused;
}
