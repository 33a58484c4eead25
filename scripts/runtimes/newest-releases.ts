// The newest releases of packages, as npm names them today.

import { npm } from './npm.ts';

/** The version under the tag `latest` of each package. */
export async function newestReleases(
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const releases = new Map<string, string>();
  for (const name of new Set(names)) {
    // One after the other: the registry is not ours.
    // oxlint-disable-next-line no-await-in-loop
    const said = await npm(['view', name, 'version', '--prefer-online'], process.cwd());
    releases.set(name, said.trim());
  }
  return releases;
}
