// The adapters of this package and those that an application has added.

import { processState } from '../foundation/process-state.ts';
import type { Tracing } from '../model/tracing.ts';
import { isSdkDisabled } from '../settings/settings.ts';
import type { AdapterEntry } from '../sdks/adapter-entry.ts';
import { ADAPTERS } from '../sdks/index.ts';

const { entries: added } = processState<{ entries: AdapterEntry[] }>('adapters', () => ({
  entries: [],
}));

const byPackage = new Map(
  ADAPTERS.flatMap((entry) => entry.packages.map((name) => [name, entry] as const)),
);

const PATHS = new RegExp(
  [...new Set(ADAPTERS.flatMap(({ paths }) => paths?.source ?? []))].join('|'),
);

/** All adapters, the last added first. */
export function adapters(): readonly AdapterEntry[] {
  return added.length === 0 ? ADAPTERS : [...added, ...ADAPTERS];
}

/** The adapter of a package. */
export function adapterOf(packageName: string): AdapterEntry | undefined {
  return added.find(({ packages }) => packages.includes(packageName)) ?? byPackage.get(packageName);
}

/** Whether a file at `path` may belong to a package of ours that is installed under any name. */
export function mayBeKnown(path: string): boolean {
  return PATHS.test(path);
}

/** One sentence for each of `names`, from the settings, that matches no adapter. */
export function unknownAdapters(names: readonly string[]): string[] {
  const known = adapters().map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `LLM_OTEL_DISABLED_SDKS names "${name}", which is no SDK of this package: use ${known.join(', ')}`,
    );
}

/** Does what adapters need before any package is loaded. */
export function prepareAdapters(tracing: (adapter: string) => Tracing): void {
  for (const { name, early } of ADAPTERS) {
    // Settings may come later than the preload.
    early?.()(() => (isSdkDisabled(name) ? undefined : tracing(name)));
  }
}

/** Puts `entry` before the others. */
export function use(entry: AdapterEntry): void {
  added.unshift(entry);
}
