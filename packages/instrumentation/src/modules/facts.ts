// The outcome for each SDK file: the doctor's facts.

import { processState } from '../foundation/process-state.ts';

const facts = processState<{ lines: string[] }>('facts', () => ({ lines: [] }));

/** Stores the outcome for a file of an SDK. */
export function noteModule(seen: string, result: string): void {
  facts.lines.push(`${seen}\n      ${result}`);
}

/** Returns all stored outcomes, in order. */
export function notedModules(): readonly string[] {
  return facts.lines;
}
