// What figures depend on besides the code: never a name or a path of the machine.

import os from 'node:os';
import { pinnedVersions } from '../peers/installation.ts';

/** Where and when a run was made. */
export interface Setting {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly system: string;
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The setting of this process. */
export function currentSetting(words: readonly string[]): Setting {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    node: process.version,
    system: `${os.type()} ${os.release().split('.', 2).join('.')}`,
    command: ['npm run bench', ...(words.length === 0 ? [] : ['--', ...words])].join(' '),
    versions: pinnedVersions(),
  };
}
