// Whether a loaded package can be traced: checks its version and the peer dependency.

import { say } from '../foundation/say.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { PackageRule } from '../model/adapter.ts';
import { isInRange } from './version-range.ts';

const warned = new Set<string>();

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
