// Builds when a source file is newer than the last build, so that `npm run llm-otel` starts at once otherwise.

import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

const root = new URL('..', import.meta.url);

/** Milliseconds; 0 if no file matches. */
function newest(patterns: string[]): number {
  const files = globSync(patterns, { cwd: root });
  return Math.max(0, ...files.map((file) => statSync(new URL(file, root)).mtimeMs));
}

const packages = 'packages/{instrumentation,query}';
const built = newest([`${packages}/dist/**/*.js`]);
const isBuilt = ['instrumentation/dist/index.js', 'query/dist/main.js'].every(
  (file) => statSync(new URL(`packages/${file}`, root), { throwIfNoEntry: false }) !== undefined,
);
if (!isBuilt || newest([`${packages}/src/**/*.ts`, `${packages}/tsconfig.json`]) > built) {
  const { status } = spawnSync('npm run --silent build', {
    cwd: root,
    shell: true,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
