// A volume of 1 MiB for one program, in a namespace of mounts that nobody else sees.

import { spawnSync } from 'node:child_process';
import type { ScenarioOptions } from '@llm-otel/testkit';

const MOUNT = 'mount -t tmpfs -o size=1m tmpfs';
/** Runs the program in the volume, and brings out what it has logged before the volume is gone. */
const SCRIPT = `mkdir volume && ${MOUNT} volume && cd volume || exit 70
  node "../$1"; code=$?; cp -r llm_logs .. && exit $code`;

// Who is not root becomes root of a namespace of users, where the machine allows that.
const unshare = process.getuid?.() === 0 ? '-m' : '-Urm';
const attempt = spawnSync('unshare', [unshare, 'sh', '-c', `${MOUNT} /mnt`], { encoding: 'utf8' });

/** Why no volume can be had; `undefined` where one can. */
export const noVolume: string | undefined =
  attempt.status === 0
    ? undefined
    : `a volume of 1 MiB cannot be mounted here: ${(attempt.error?.message ?? attempt.stderr).trim()}`;

if (process.platform === 'linux' && noVolume !== undefined && process.env['CI'] !== undefined)
  throw new Error(noVolume);

/** Runs a program in the volume, which is its working directory. */
export const inVolume: Partial<ScenarioOptions> = {
  nodePath: 'unshare',
  nodeArguments: [unshare, 'sh', '-c', SCRIPT, 'sh'],
};
