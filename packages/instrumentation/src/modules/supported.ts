// Whether a loaded package can be traced: checks its version and the peer dependency.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from '../foundation/say.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { PackageRule } from '../model/adapter.ts';
import { isInRange } from './version-range.ts';

const warned = new Set<string>();
/** Keyed by the package folder: an SDK has many files. */
const versions = new Map<string, string>();

/** Says once what to install if the peer dependency is missing. */
export function hasApi(): boolean {
  if (otelApi() !== undefined) return true;
  if (!warned.has('@opentelemetry/api')) {
    warned.add('@opentelemetry/api');
    say('needs @opentelemetry/api and stays inactive: npm install @opentelemetry/api');
  }
  return false;
}

/** Whether the adapter supports `version` of a package. Warns once. */
export function isSupported(
  { name, versions: range }: PackageRule,
  version: string | undefined,
): boolean {
  if (isInRange(version, range)) return true;
  const what = `${name}@${version ?? 'unknown'}`;
  if (!warned.has(what)) {
    warned.add(what);
    say(`${what} is not traced: the supported versions are ${range}`);
  }
  return false;
}

/** The version of the package that the file at `location` belongs to. */
export function versionOfPackage(module: string, location: string): string | undefined {
  const file = location.startsWith('file:') ? fileURLToPath(location.split('?')[0]!) : location;
  const folder = /^(.*[\\/]node_modules[\\/])/.exec(file)?.[1];
  if (folder === undefined) return undefined;
  const known = versions.get(folder + module);
  if (known !== undefined) return known;
  // Not `require`: requiring JSON inside a load hook fails on some versions of Node.
  const manifest: { version?: string } = JSON.parse(
    readFileSync(`${folder}${module}/package.json`, 'utf8'),
  );
  if (manifest.version !== undefined) versions.set(folder + module, manifest.version);
  return manifest.version;
}
