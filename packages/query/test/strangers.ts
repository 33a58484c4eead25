// What another user may put in the place of a file of ours, in a directory that both can write.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { directory } from './records.ts';

const SECRET = 'the file of somebody else\n';

/** Files outside of the log. */
interface Outside {
  readonly victim: string;
  /** There is nothing. */
  readonly nowhere: string;
}

type Make = (place: string, outside: Outside) => unknown;

type Stranger = readonly [what: string, make: Make];

/** Only root makes devices and gives files away. */
const byRoot: readonly Stranger[] = [
  ['a device', (place) => execFileSync('mknod', [place, 'c', '1', '3'])],
  [
    'a file of another user',
    (place) => {
      writeFileSync(place, '');
      chownSync(place, 12345, 12345);
      chmodSync(place, 0o666);
    },
  ],
];

/** What it is, and how it is made. */
export const strangers: readonly Stranger[] = [
  ['a link to a file', (place, { victim }) => symlinkSync(victim, place)],
  ['a link to nowhere', (place, { nowhere }) => symlinkSync(nowhere, place)],
  ['a second name of a file', (place, { victim }) => linkSync(victim, place)],
  ['a pipe', (place) => execFileSync('mkfifo', [place])],
  ['a directory', (place) => mkdirSync(place)],
  ...(process.getuid?.() === 0 ? byRoot : []),
];

/** Makes one in `place`; the function that it returns expects that nothing was written through it. */
export function put(make: Make, place: string): () => void {
  const folder = directory();
  const outside = { victim: path.join(folder, 'victim'), nowhere: path.join(folder, 'nowhere') };
  writeFileSync(outside.victim, SECRET, { mode: 0o600 });
  make(place, outside);
  const { ino, size } = lstatSync(place);
  return () => {
    expect(readFileSync(outside.victim, 'utf8')).toBe(SECRET);
    expect(existsSync(outside.nowhere)).toBe(false);
    const after = lstatSync(place, { throwIfNoEntry: false });
    if (after?.ino === ino) expect(after.size).toBe(size);
  };
}

/** The one of `strangers` that is called so. */
export function strangerOf(what: string): Make {
  return strangers.find(([name]) => name === what)![1];
}
