// The other packages, installed outside the lockfile: one folder for each set of pins. The peers share the SDKs and
// OpenTelemetry with the measured program; without them the program finds ours further up. Mastra is in a folder of its own.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pins from './pins.json' with { type: 'json' };

const run = promisify(execFile);
const LIMIT_MS = 300_000;
/** npm's codes for a version that is not there or fits no other; the others are of the network. */
const OF_A_PACKAGE = /^(?:E404|ETARGET|ERESOLVE|EBADENGINE|ENOVERSIONS|EINTEGRITY)$/;
const root = path.join(import.meta.dirname, '../..');

/** A peer, by the name of its entry among the pins. */
export type Peer = keyof typeof pins.peers;

type Dependencies = Readonly<Record<string, string>>;

/** Where the measured program runs, and which peers it can load there. */
export interface Installation {
  readonly directory: string;
  /** Why each peer that is not there is missing. */
  readonly missing: ReadonlyMap<Peer, string>;
}

/** Installs all peers at once; if that fails, one after another, to know which cannot be had. */
export async function installPeers(): Promise<Installation> {
  const { shared, peers: pinned } = pins;
  const peers = Object.entries(pinned) as [Peer, Dependencies][];
  const all = Object.assign({}, shared, ...Object.values(pinned)) as Dependencies;
  const { directory, fault } = await installOnce({ shared, peers: pinned }, all);
  if (fault === undefined) return { directory, missing: new Map() };
  const missing = OF_A_PACKAGE.test(fault)
    ? await installEach(directory, peers)
    : new Map(peers.map(([peer]) => [peer, fault]));
  return { directory, missing };
}

/** Installs Mastra, which is too large for the lockfile; `fault`: why it is not there. */
export function installMastra(): Promise<{ readonly directory: string; readonly fault?: string }> {
  const { mastra } = pins;
  return installOnce({ mastra }, mastra, ['--omit=optional', '--legacy-peer-deps']);
}

/** Unless the folder for `set` is complete. */
async function installOnce(
  set: object,
  dependencies: Dependencies,
  options: readonly string[] = [],
): Promise<{ directory: string; fault?: string }> {
  const hash = createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 12);
  const directory = path.join(root, '.cache/bench', hash);
  const complete = path.join(directory, 'complete');
  if (existsSync(complete)) return { directory };
  console.error(`installing ${Object.keys(dependencies).length} packages`);
  const fault = await install(directory, dependencies, options);
  if (fault !== undefined) return { directory, fault };
  writeFileSync(complete, '');
  return { directory };
}

/** One after another, each with those that could be installed before it; returns the faults. */
async function installEach(
  directory: string,
  peers: readonly (readonly [Peer, Dependencies])[],
): Promise<Map<Peer, string>> {
  const missing = new Map<Peer, string>();
  let installed: Dependencies = pins.shared;
  for (const [peer, dependencies] of peers) {
    const fault = await install(directory, { ...installed, ...dependencies });
    if (fault === undefined) installed = { ...installed, ...dependencies };
    else missing.set(peer, fault);
  }
  // The last one may have failed, and left nothing behind.
  const fault = missing.size === 0 ? undefined : await install(directory, installed);
  return fault === undefined ? missing : new Map(peers.map(([peer]) => [peer, fault]));
}

/** All pinned versions, by package. */
export function pinnedVersions(): Dependencies {
  return Object.assign({}, pins.shared, ...Object.values(pins.peers), pins.mastra) as Dependencies;
}

/** Returns why it failed. */
async function install(
  directory: string,
  dependencies: Dependencies,
  options: readonly string[] = [],
): Promise<string | undefined> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies });
  writeFileSync(path.join(directory, 'package.json'), manifest);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  // Without a network it is known soon.
  const retries = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  try {
    await run('npm', [...args, ...retries, ...options, '--loglevel=error'], {
      cwd: directory,
      timeout: LIMIT_MS,
    });
    return undefined;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return /npm error code (\S+)/.exec(stderr)?.[1] ?? message.split('\n')[0]!;
  }
}
