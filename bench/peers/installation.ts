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
  const all = Object.assign({}, pins.shared, ...Object.values(pins.peers)) as Dependencies;
  if ((await install(directory, all)) === undefined) {
    writeFileSync(complete, '');
    return { directory, missing: new Map() };
  }
  const missing = new Map<Peer, string>();
  let installed: Dependencies = pins.shared;
  const sharedFault = await install(directory, installed);
  for (const [peer, dependencies] of peers) {
    // Each builds on those before it.
    const fault = sharedFault ?? (await install(directory, { ...installed, ...dependencies }));
    if (fault === undefined) installed = { ...installed, ...dependencies };
    else missing.set(peer, fault);
  }
  return { directory, missing };
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
  try {
    await run('npm', [...args, '--prefer-offline', '--loglevel=error'], {
      cwd: directory,
      timeout: LIMIT_MS,
    });
    return undefined;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return /npm error code (\S+)/.exec(stderr)?.[1] ?? message.split('\n')[0]!;
  }
}
