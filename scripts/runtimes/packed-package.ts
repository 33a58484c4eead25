// llm-otel as a user gets it: the tarball that `npm publish` would send.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { npm } from './npm.ts';
import { cacheDirectory, hash, repository } from './places.ts';

/** The packed package. */
export interface PackedPackage {
  readonly file: string;
  /** Changes with every byte of the package. */
  readonly hash: string;
  /** Changes with what the package asks npm to install beside it. */
  readonly dependencyHash: string;
}

let packed: Promise<PackedPackage> | undefined;

/** Packs `packages/instrumentation` as it is built now, once in this process. */
export function packedPackage(): Promise<PackedPackage> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<PackedPackage> {
  const source = path.join(repository, 'packages', 'instrumentation');
  const destination = mkdtempSync(path.join(tmpdir(), 'llm-otel-pack-'));
  try {
    const [entry] = packages(
      await npm(['pack', '--json', '--pack-destination', destination], source),
    );
    const tarball = path.join(destination, entry!.filename);
    const content = hash(readFileSync(tarball));
    // npm reinstalls a file only under another name.
    const file = path.join(cacheDirectory, 'packed', `llm-otel-${content}.tgz`);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(tarball, file);
    const manifest = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifest;
    const dependencyHash = hash(
      JSON.stringify({ dependencies, peerDependencies, peerDependenciesMeta }),
    );
    return { file, hash: content, dependencyHash };
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}

/** Newer releases of npm answer with an object whose keys are the packages' names. */
function packages(json: string): { filename: string }[] {
  return Object.values(JSON.parse(json) as Record<string, { filename: string }>);
}
