// The adapters of this package, and those that an application has added.

import { processState } from '../foundation/process-state.ts';
import { say } from '../foundation/say.ts';
import { CONTRACT, type Adapter } from '../model/adapter.ts';
import { ADAPTERS, type AdapterEntry } from '../sdks/index.ts';

const added = processState<{ entries: AdapterEntry[] }>('adapters', () => ({ entries: [] }));

/**
 * Uses `adapter` from now on, for what is loaded after that. One of a package that is known already counts
 * before ours.
 */
export function addAdapter(adapter: Adapter): void {
  if (adapter.contract !== CONTRACT) {
    say(
      `the adapter ${adapter.name} is not used: it is made for version ${String(adapter.contract)} of the contract, and this is version ${CONTRACT}`,
    );
    return;
  }
  const packages = adapter.packages.map(({ name }) => name);
  added.entries.unshift({ name: adapter.name, packages, load: () => adapter });
}

/** All of them, those that were added first. */
export function adapters(): readonly AdapterEntry[] {
  return added.entries.length === 0 ? ADAPTERS : [...added.entries, ...ADAPTERS];
}

const byPackage = new Map(
  ADAPTERS.flatMap((entry) => entry.packages.map((name) => [name, entry] as const)),
);

/** The adapter of a package. */
export function adapterOf(packageName: string): AdapterEntry | undefined {
  return (
    added.entries.find(({ packages }) => packages.includes(packageName)) ??
    byPackage.get(packageName)
  );
}
