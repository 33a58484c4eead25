// llm-otel as users get it: the tarball that `npm publish` would send.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { npm } from './npm.ts';
import { cacheDirectory, hash, repository } from './places.ts';

/** The packed package. */
export interface PackedPackage {
  readonly file: string;
  /** Changes with every byte of the package. */
  readonly hash: string;
  /** Changes with the dependencies of the package. */
  readonly dependencyHash: string;
}

let packed: Promise<PackedPackage> | undefined;

/** Packs the current build of `packages/instrumentation`, once per process. */
export function packedPackage(): Promise<PackedPackage> {
  packed ??= pack();
  return packed;
}

let query: Promise<{ file: string; hash: string }> | undefined;

/** Packs the current build of `packages/query`, once per process. */
export function packedQuery(): Promise<{ file: string; hash: string }> {
  query ??= packFolder(path.join(repository, 'packages', 'query'), 'llm-otel-query');
  return query;
}

async function pack(): Promise<PackedPackage> {
  const source = path.join(repository, 'packages', 'instrumentation');
  const manifest = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { dependencies, peerDependencies, peerDependenciesMeta } = manifest;
  const dependencyHash = hash(
    JSON.stringify({ dependencies, peerDependencies, peerDependenciesMeta }),
  );
  return { ...(await packFolder(source, 'llm-otel')), dependencyHash };
}

/** A tarball of a package with these files. */
export async function packedFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const source = mkdtempSync(path.join(tmpdir(), 'llm-otel-files-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(path.join(source, name), content);
    }
    return (await packFolder(source, 'local-package')).file;
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

async function packFolder(source: string, name: string): Promise<{ file: string; hash: string }> {
  const destination = mkdtempSync(path.join(tmpdir(), 'llm-otel-pack-'));
  try {
    const [entry] = packages(
      await npm(['pack', '--json', '--pack-destination', destination], source),
    );
    const tarball = path.join(destination, entry!.filename);
    const content = hash(readFileSync(tarball));
    // npm reinstalls a file only under another name.
    const file = path.join(cacheDirectory, 'packed', `${name}-${content}.tgz`);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(tarball, file);
    return { file, hash: content };
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}

/** Newer npm releases return an object keyed by the packages' names. */
function packages(json: string): { filename: string }[] {
  return Object.values(JSON.parse(json) as Record<string, { filename: string }>);
}
