// What the doctor watches once telemetry has started: operations that end, and the last export, which its report
// comes after.

import { concludeOnExit } from '../exit/exit.ts';
import { onFinishedOperation } from '../telemetry/listeners.ts';

const counts = new Map<string, number>();
let report: (() => void) | undefined;
let comesAfterExport = false;

/** What `examine` makes come after the last export. */
export function reportBy(step: () => void): void {
  report = step;
}

/** Counts operations from now on. */
export function examine(): void {
  onFinishedOperation(({ start, kind }) => {
    const name = start.operation ?? kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  comesAfterExport = concludeOnExit(() => report?.());
}

/** Whether the report comes after the last export, and not with `exit`. */
export function isAfterExport(): boolean {
  return comesAfterExport;
}

/** `3: chat 2, embeddings 1`. */
export function countedOperations(): string {
  const parts = [...counts].map(([name, count]) => `${name} ${count}`);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return all === 0 ? '0' : `${all}: ${parts.join(', ')}`;
}
