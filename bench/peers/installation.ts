// The other packages, installed outside the lockfile: one folder for each set of pins, in which they share
// the SDKs and OpenTelemetry with the measured program. Without them the program finds ours further up.

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
  const hash = createHash('sha256').update(JSON.stringify(pins)).digest('hex').slice(0, 12);
  const directory = path.join(root, '.cache/bench', hash);
  const complete = path.join(directory, 'complete');
  if (existsSync(complete)) return { directory, missing: new Map() };
  const peers = Object.entries(pins.peers) as [Peer, Dependencies][];
  console.error(`installing ${peers.length} peers`);
  const fault = await install(directory, pinnedVersions());
  if (fault === undefined) {
    writeFileSync(complete, '');
    return { directory, missing: new Map() };
  }
  const missing = OF_A_PACKAGE.test(fault)
    ? await installEach(directory, peers)
    : new Map(peers.map(([peer]) => [peer, fault]));
  return { directory, missing };
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
  return Object.assign({}, pins.shared, ...Object.values(pins.peers)) as Dependencies;
}

/** Returns why it failed. */
async function install(directory: string, dependencies: Dependencies): Promise<string | undefined> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies });
  writeFileSync(path.join(directory, 'package.json'), manifest);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  // Without a network it is known soon.
  const retries = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  try {
    await run('npm', [...args, ...retries, '--loglevel=error'], {
      cwd: directory,
      timeout: LIMIT_MS,
    });
    return undefined;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return /npm error code (\S+)/.exec(stderr)?.[1] ?? message.split('\n')[0]!;
  }
}
