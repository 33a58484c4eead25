// Where a built binary is. The cache is keyed by what a build is made from, so that a version bump is a
// miss and never a stale binary. Builds nothing and needs no Go.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BinaryName,
  type Distribution,
  distributions,
  manifest,
  moduleDirectory,
} from './distributions.ts';

export type { BinaryName };

export type FoundBinary =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path: undefined; readonly reason: string };

/** `LLM_OTEL_BIN_DIR`, or `.cache/bin` at the top of the repository. */
export function cacheDirectory(): string {
  const configured = process.env['LLM_OTEL_BIN_DIR'];
  return configured ? resolve(configured) : join(import.meta.dirname, '../../.cache/bin');
}

/** The folder that holds the binaries of one distribution in its present version. */
export function binaryDirectory(distribution: Distribution): string {
  const hash = createHash('sha256');
  const { name, binaries, tags } = distribution;
  hash.update(JSON.stringify([process.platform, process.arch, binaries, tags]));
  const directory = moduleDirectory(distribution);
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(directory, file)));
  if (name === 'collector') hash.update(readFileSync(manifest));
  return join(cacheDirectory(), `${name}-${hash.digest('hex').slice(0, 12)}`);
}

/**
 * The absolute path of a built binary, or the reason why there is none.
 *
 * @example
 * const collector = findBinary('collector');
 * if (collector.path === undefined) console.error(collector.reason);
 */
export function findBinary(name: BinaryName): FoundBinary {
  const distribution = distributions.find(({ binaries }) => name in binaries);
  if (distribution === undefined)
    return { path: undefined, reason: `${name} is no binary of ours` };
  const path = join(binaryDirectory(distribution), name);
  if (existsSync(path)) return { path };
  return {
    path: undefined,
    reason: `${name} is not built in its present version; \`npm run collector:build ${distribution.name}\` builds it (needs Go)`,
  };
}
