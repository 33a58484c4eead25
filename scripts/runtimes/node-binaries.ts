// Node.js versions under test, from npm's `node-<platform>-<arch>` packages.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.ts';
import { cacheDirectory } from './places.ts';

const binaries = new Map<string, Promise<string>>();

/** The path of `bin/node` in this version, downloaded once. */
export function nodeBinary(version: string): Promise<string> {
  const known = binaries.get(version) ?? download(version);
  binaries.set(version, known);
  return known;
}

async function download(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(cacheDirectory, version);
  const binary = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) return binary;
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  writeFileSync(path.join(partial, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--no-package-lock', `${name}@${version}`], partial);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return binary;
}
