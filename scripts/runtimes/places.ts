// Folders of these tests.

import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Cache of downloads: git-ignored, in the repository. */
export const cacheDirectory = path.join(repository, '.cache', 'runtimes');

/**
 * The installed applications. They are outside the repository, because inside they would find
 * missing packages in the repository's own `node_modules`.
 */
export const applicationsDirectory = path.join(
  tmpdir(),
  `llm-otel-runtimes-${hash(repository).slice(0, 8)}`,
);

/** The first 16 digits of a SHA-256. */
export function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
