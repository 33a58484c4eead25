// The adapters of this package, and those that an application has added.

import { processState } from '../foundation/process-state.ts';
import { ADAPTERS, type AdapterEntry } from '../sdks/index.ts';

const { entries: added } = processState<{ entries: AdapterEntry[] }>('adapters', () => ({
  entries: [],
}));

const byPackage = new Map(
  ADAPTERS.flatMap((entry) => entry.packages.map((name) => [name, entry] as const)),
);

/** All of them, those that were added last first. */
export function adapters(): readonly AdapterEntry[] {
  return added.length === 0 ? ADAPTERS : [...added, ...ADAPTERS];
}

/** The adapter of a package. */
export function adapterOf(packageName: string): AdapterEntry | undefined {
  return added.find(({ packages }) => packages.includes(packageName)) ?? byPackage.get(packageName);
}

/** Uses `entry` before those that are there. */
export function use(entry: AdapterEntry): void {
  added.unshift(entry);
}
