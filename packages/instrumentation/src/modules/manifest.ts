// The package of a file, whatever the folder of the package is called: an alias, or a link to a folder outside
// of node_modules.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is used of a `package.json`. */
export interface Manifest {
  /** The folder of the package. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/** By folder: a package has many files. */
const above = new Map<string, Manifest | undefined>();
const read = new Map<string, Manifest | undefined>();

/** The nearest `package.json` with a name above the file at `location`, a path or URL. Never throws. */
export function manifestAbove(location: string): Manifest | undefined {
  return manifestIn(path.dirname(toFile(location)));
}

/** The version of the package `name`, which the file at `location` belongs to. */
export function versionOfPackage(name: string, location: string): string | undefined {
  const modules = /^(.*[\\/]node_modules[\\/])/.exec(toFile(location))?.[1];
  const named = modules === undefined ? undefined : readManifest(path.join(modules, name));
  return (named ?? manifestAbove(location))?.version;
}

/** The path of a path or URL. */
export function toFile(location: string): string {
  if (!location.startsWith('file:')) return location;
  try {
    return fileURLToPath(location.split(/[?#]/)[0]!);
  } catch {
    // A loader may give names that are no paths.
    return location;
  }
}

function manifestIn(folder: string): Manifest | undefined {
  if (above.has(folder)) return above.get(folder);
  const own = readManifest(folder);
  const parent = path.dirname(folder);
  const isTop = parent === folder || path.basename(folder) === 'node_modules';
  // Folders inside of a package may have a `package.json` that only says `type`.
  const found = own?.name === undefined && !isTop ? manifestIn(parent) : own;
  above.set(folder, found);
  return found;
}

function readManifest(folder: string): Manifest | undefined {
  if (!read.has(folder)) read.set(folder, parseManifest(folder));
  return read.get(folder);
}

function parseManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    // Not `require`: requiring JSON inside a load hook fails on some versions of Node.
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return { folder, name: toText(name), version: toText(version) };
  } catch {
    return { folder, name: undefined, version: undefined };
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
