// What a run without us depends on: the installed SDKs, the sources of the programs and of the servers that they call,
// Node.js, and the place of the repository, which stack traces name. A baseline of other ground is not used.

import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Versions and integrity of all that is installed, as npm has written it. */
const INSTALLED = 'node_modules/.package-lock.json';

/** The folders that hold the programs, what runs them, and what answers them. */
export const FOLDERS = [
  'packages/testkit/src',
  'packages/instrumentation/test/baselines',
  'packages/instrumentation/test/differential',
  'packages/instrumentation/test/sdks',
];

let known: string | undefined;

/** A digest of all of it; read once in a process. */
export function ground(): string {
  known ??= digest(repository, [INSTALLED, ...FOLDERS.flatMap(sourcesIn)]);
  return known;
}

/** A digest of files, of their names and place, and of this Node.js. */
export function digest(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  const { version, platform, arch } = process;
  hash.update(JSON.stringify([version, platform, arch, root]));
  for (const file of files.toSorted()) {
    const content = readFileSync(path.join(root, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Tests compare; no program loads them. */
function sourcesIn(folder: string): string[] {
  return globSync(`${folder}/**/*`, { cwd: repository, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)));
}
