// Whatever logrotate does to a log that is followed: every record once.
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { call, directory, LOG, toLines } from './records.ts';
import { tail } from './tail-process.ts';

/** What happens to the log, and the tail that looks at it. */
class Rotation {
  readonly log = directory();
  readonly written: string[] = [];
  #until: ((text: string) => Promise<void>) | undefined;

  place(suffix = '', name = LOG): string {
    return path.join(this.log, `${name}${suffix}`);
  }

  write(count: number, file = this.place()): void {
    const names = Array.from({ length: count }, (_, at) => `record-${this.written.length + at}.`);
    this.written.push(...names);
    appendFileSync(file, toLines(names.map((name) => call({ name }))));
  }

  /** Until what was written is printed. */
  seen(): Promise<void> {
    return this.#until!(this.written.at(-1)!);
  }

  rename(from = '', to = '.1'): void {
    renameSync(this.place(from), this.place(to));
  }

  compress(from: string, to: string): void {
    const bytes = readFileSync(this.place(from));
    const whole = to.endsWith('.zst') ? zstdCompressSync(bytes) : gzipSync(bytes);
    writeFileSync(this.place(to), whole.subarray(0, 20));
    appendFileSync(this.place(to), whole.subarray(20));
    rmSync(this.place(from));
  }

  start(): ReturnType<typeof tail> {
    const process = tail(this.log, '--json', '--lines', '100000');
    this.#until = process.until;
    return process;
  }
}

const steps: readonly (readonly [string, (rotation: Rotation) => Promise<void> | void])[] = [
  ['is renamed after a write', (r) => (r.write(1), r.rename())],
  ['is renamed while it is idle', async (r) => (r.write(1), await r.seen(), r.rename())],
  ['is renamed and made anew', (r) => (r.write(3), r.rename(), r.write(8))],
  [
    'is written by a program that has not noticed the renaming',
    (r) => (r.rename(), r.write(2), r.write(2, r.place('.1')), r.write(1)),
  ],
  [
    'is renamed twice at once',
    (r) => (r.write(2), r.rename(), r.write(2), r.rename('.1', '.2'), r.rename(), r.write(2)),
  ],
  [
    'is copied and truncated',
    (r) => (
      r.write(2),
      copyFileSync(r.place(), r.place('.1')),
      truncateSync(r.place()),
      r.write(1)
    ),
  ],
  [
    'is copied, read, truncated and written beyond its old length',
    async (r) => {
      r.write(2);
      copyFileSync(r.place(), r.place('-20261006'));
      await r.seen();
      truncateSync(r.place());
      r.write(20);
    },
  ],
  [
    'is copied, truncated and compressed',
    async (r) => {
      copyFileSync(r.place(), r.place('.1'));
      truncateSync(r.place());
      r.compress('.1', '.1.gz');
      r.write(2);
      await r.seen();
      r.write(1);
    },
  ],
  [
    'is renamed and compressed at once',
    (r) => (r.write(2), r.rename(), r.compress('.1', '.1.gz'), r.write(2)),
  ],
  [
    'is renamed, and compressed the next time',
    async (r) => {
      r.write(2);
      r.rename('', '-20261006');
      r.write(2);
      await r.seen();
      r.rename('', '-20261007');
      r.compress('-20261006', '-20261006.zst');
      r.write(2);
    },
  ],
  [
    'is written, renamed and compressed before anybody looks, as a new one',
    (r) => {
      const name = 'llm_logs_2026-10-06.jsonl';
      r.write(3, r.place('', name));
      const bytes = readFileSync(r.place('', name));
      writeFileSync(r.place('.1.gz', name), gzipSync(bytes));
      rmSync(r.place('', name));
      r.write(1, r.place('', name));
    },
  ],
  [
    'ends at midnight with part of a line',
    (r) => {
      const next = r.place('', 'llm_logs_2026-10-06.jsonl');
      const text = toLines([call({ name: 'late.' })]);
      r.written.push('late.');
      appendFileSync(r.place(), text.slice(0, 50));
      r.write(3, next);
      appendFileSync(r.place(), text.slice(50));
      r.write(1, next);
    },
  ],
  ['is removed', async (r) => (r.write(1), await r.seen(), rmSync(r.place()), r.write(3))],
];

describe.each([1, 5])('a followed log of %i records', (count) => {
  it.each(steps)('%s', async (_what, step) => {
    const rotation = new Rotation();
    rotation.write(count);
    const { printed, child } = rotation.start();
    await rotation.seen();
    await step(rotation);
    await rotation.seen();
    // What would come twice comes before this.
    const last = rotation.place('', 'llm_logs_2026-10-07.jsonl');
    for (let look = 0; look < 2; look += 1) {
      rotation.write(1, last);
      await rotation.seen();
    }
    child.kill('SIGINT');
    const lines = printed().trimEnd().split('\n');
    const names = lines.map((line) => (JSON.parse(line) as { name: string }).name);
    expect(names.toSorted()).toEqual(rotation.written.toSorted());
  });
});
