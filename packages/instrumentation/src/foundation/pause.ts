// Whether replaced functions record: an `Instrumentation` can be disabled and enabled again.

import { processState } from './process-state.ts';

const state = processState('pause', () => ({ isPaused: false }));

/** Makes replaced functions pass calls on without recording them. */
export function pauseRecording(): void {
  state.isPaused = true;
}

/** Resumes recording. */
export function resumeRecording(): void {
  state.isPaused = false;
}

/** Whether recording is paused. */
export function isRecordingPaused(): boolean {
  return state.isPaused;
}
