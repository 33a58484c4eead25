// A volume of 4 MiB for one collector, in a namespace of mounts that nobody else sees. It needs `unshare` of util-linux
// and either root or user namespaces.

import { spawnSync } from 'node:child_process';
import type { Service } from '../../../scripts/stack/service.ts';

export const VOLUME_BYTES = 4 * 2 ** 20;

// Who is not root becomes root of a namespace of users, where the machine allows that.
const unshare = process.getuid?.() === 0 ? '-m' : '-Urm';
const MOUNT = `mount -t tmpfs -o size=${VOLUME_BYTES} tmpfs "$0"`;
const attempt = spawnSync('unshare', [unshare, 'sh', '-c', MOUNT, '/mnt'], { encoding: 'utf8' });

/** Why no volume can be had; `undefined` where one can. */
export const noVolume: string | undefined =
  attempt.status === 0
    ? undefined
    : `a volume of 4 MiB cannot be mounted here: ${(attempt.error?.message ?? attempt.stderr).trim()}`;

if (noVolume !== undefined && process.env['CI'] !== undefined) throw new Error(noVolume);

/** The command that runs a program (see `StartOptions`) which finds the volume at `directory`, an existing one. */
export function withVolumeAt(directory: string): readonly string[] {
  return ['unshare', unshare, 'sh', '-c', `${MOUNT} && exec "$@"`, directory];
}

/** Where others see a path as this process does. */
export function asSeenBy({ processId }: Service, path: string): string {
  return `/proc/${processId}/root${path}`;
}
