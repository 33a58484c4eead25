// Whether the standard output of this process belongs to a protocol, such as that of a server over stdio: anything
// else that is written there breaks the connection.

import { processState } from './process-state.ts';

const state = processState('stdout-wire', () => ({ isWire: false }));

/** From now on nothing of ours may be written to the standard output. */
export function takeStdout(): void {
  state.isWire = true;
}

/** Whether that was said. */
export function isStdoutTaken(): boolean {
  return state.isWire;
}
