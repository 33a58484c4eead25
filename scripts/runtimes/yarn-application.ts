// An application with both packages installed by Yarn, with Plug'n'Play.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeBinary } from './node-binaries.ts';
import { packedPackage, packedQuery } from './packed-package.ts';
import { applicationsDirectory, hash } from './places.ts';
import { OPENAI_VERSIONS } from './runtime-case.ts';
import { yarn } from './yarn.ts';

/** Where a program runs, and how it finds its packages. */
export interface PnpApplication {
  /** The path of Node.js. */
  readonly node: string;
  /** A fresh folder in the application. */
  readonly directory: string;
  /** For `--require`. */
  readonly preload: string;
  /** For `--experimental-loader`. */
  readonly loader: string;
}

let installed: Promise<string> | undefined;

/** Runs a callback in a fresh folder of the application, then removes the folder. */
export async function inPnpApplication(
  version: string,
  run: (application: PnpApplication) => Promise<void>,
): Promise<void> {
  const node = await nodeBinary(version);
  installed ??= install();
  const root = await installed;
  const directory = mkdtempSync(path.join(root, 'run-'));
  try {
    await run({
      node,
      directory,
      preload: path.join(root, '.pnp.cjs'),
      loader: pathToFileURL(path.join(root, '.pnp.loader.mjs')).href,
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The application folder, reinstalled when the content of the packages changes. */
async function install(): Promise<string> {
  const [own, query] = await Promise.all([packedPackage(), packedQuery()]);
  const manifest = {
    name: 'application',
    private: true,
    dependencies: {
      '@llm-otel/query': `file:${query.file}`,
      '@opentelemetry/api': '^1.10.0',
      'llm-otel': `file:${own.file}`,
      openai: OPENAI_VERSIONS[0],
    },
    // The query package depends on the current llm-otel.
    resolutions: { 'llm-otel': `file:${own.file}` },
  };
  const content = JSON.stringify(manifest);
  const folder = path.join(applicationsDirectory, `pnp-${hash(content)}`);
  if (existsSync(path.join(folder, '.pnp.cjs'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), content);
  // Marks this folder as the project root.
  writeFileSync(path.join(folder, 'yarn.lock'), '');
  await yarn(process.execPath, ['install'], folder);
  return folder;
}
