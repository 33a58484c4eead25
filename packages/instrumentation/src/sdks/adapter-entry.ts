// What the preload knows of an adapter before it is loaded.

import type { Adapter } from '../model/adapter.ts';
import type { Tracing } from '../model/tracing.ts';

/** An adapter that is not loaded yet: its name and packages. */
export interface AdapterEntry {
  readonly name: string;
  readonly packages: readonly string[];
  /**
   * Matches paths of its files wherever the package is, and few others: only for them the `package.json` is read.
   * Without it, the package is known by the name of its folder alone.
   */
  readonly paths?: RegExp;
  readonly load: () => Adapter;
  /**
   * What the preload does for it: something global, at no cost to a process that never uses the package. There is no
   * `tracing` where the settings switch the adapter off.
   */
  readonly early?: () => (tracing: () => Tracing | undefined) => void;
}

/** An entry. */
export function of(
  name: string,
  packages: readonly string[],
  paths: RegExp,
  load: () => Adapter,
  early?: AdapterEntry['early'],
): AdapterEntry {
  return { name, packages, paths, load, ...(early && { early }) };
}
