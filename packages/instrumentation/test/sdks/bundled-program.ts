// Programs inside a bundle, which has no module to be met.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const cache = fileURLToPath(new URL('../../../../.cache/', import.meta.url));

/** Bundles `program.mjs` of `files`, by their names; returns the source. */
export function bundling(
  files: Readonly<Record<string, string>>,
): (minify: boolean) => Promise<string> {
  let folder: string;
  beforeAll(() => {
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(path.join(cache, 'bundle-'));
    for (const [name, source] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), source);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (minify) => {
    const outfile = path.join(folder, `bundle-${minify}.mjs`);
    await build({
      entryPoints: [path.join(folder, 'program.mjs')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      minify,
      outfile,
      logLevel: 'silent',
      // What esbuild asks of everybody who puts CommonJS into an ES module.
      banner: {
        js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
      },
    });
    return readFileSync(outfile, 'utf8');
  };
}
