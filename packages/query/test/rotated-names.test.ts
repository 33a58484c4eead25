// A log that logrotate has renamed, copied and compressed.
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
import { startOtlpSink } from '@llm-otel/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileStorage } from '../src/index.ts';
import { Store } from '../src/store/store.ts';
import { ask, run } from './command.ts';
import { call, directory, LOG, logOf, toLines } from './records.ts';

/** Oldest first. */
const NAMES = [
  `${LOG}-20261005`,
  `${LOG}-20261005.gz`,
  `${LOG}-2026100514`,
  'llm_logs_2026-10-05-20261006.jsonl',
  'llm_logs_2026-10-05-20261006.jsonl.zst',
  `${LOG}.10.gz`,
  `${LOG}.2.gz`,
  `${LOG}.1`,
  `${LOG}.1.zst`,
  LOG,
  'llm_logs_2026-10-05.001.jsonl.1',
  'llm_logs_2026-10-05.001.jsonl',
  'llm_logs_2026-10-05.1000.jsonl',
  'other.jsonl.2.gz',
  'other.jsonl',
];
const timestamp = '2026-10-05T10:00:00.000Z';

function compressed(name: string, text: string): Buffer {
  if (name.endsWith('.gz')) return gzipSync(text);
  return name.endsWith('.zst') ? zstdCompressSync(text) : Buffer.from(text);
}

/** A record in each file, all of one time; sorted by name, the last file comes first. */
function rotatedLog(): string {
  const log = directory();
  for (const name of NAMES.toReversed()) {
    writeFileSync(path.join(log, name), compressed(name, toLines([call({ name, timestamp })])));
  }
  return log;
}

async function namesIn(log: string, isCached = true): Promise<unknown[]> {
  await using store = await Store.open({ directory: log, isCached });
  expect(store.report).toMatchObject({ bad: 0, pending: 0 });
  return (await store.allRecords({})).map(({ name }) => name);
}

it('is read in its order, with a cache and without', async () => {
  const log = rotatedLog();
  expect(await namesIn(log)).toEqual(NAMES);
  expect(await namesIn(log)).toEqual(NAMES);
  expect(await namesIn(log, false)).toEqual(NAMES);
  const times = { start: new Date('2026-10-05'), end: new Date('2026-10-06') };
  const found = await new FileStorage(log).query(times);
  expect(found.map(({ name }) => name)).toEqual(NAMES);
  const { unread, files } = await ask(log, 'doctor');
  expect([unread, files.map(({ name }: { name: string }) => name)]).toEqual([[], NAMES]);
});

it('is replayed from its directory', async () => {
  const log = rotatedLog();
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  await run(['replay', log, '--endpoint', sink.url], { cwd: directory() });
  const sent = sink.traces().map(({ name }) => name);
  expect(sent.filter((name) => name.startsWith('llm_logs_'))).toEqual(NAMES.slice(0, -2));
  expect(sent).toHaveLength(NAMES.length);
});

it('has files that are not read, which the doctor names', async () => {
  const log = logOf([call()]);
  const names = [`${LOG}.1.bz2`, `${LOG}.2.xz`, `${LOG}.3.zip`, `${LOG}.old`, 'llm_logs_2026.txt'];
  for (const name of [...names, 'notes.txt', '.hidden.jsonl'])
    writeFileSync(path.join(log, name), 'x');
  writeFileSync(path.join(log, `${LOG}.4`), readFileSync(path.join(log, LOG)));
  const { unread } = await ask(log, 'doctor');
  expect(
    Object.fromEntries(unread.map(({ name, why }: { name: string; why: string }) => [name, why])),
  ).toEqual({
    'llm_logs_2026.txt': 'its name is none of a log; rename it to *.jsonl',
    [`${LOG}.1.bz2`]: '.bz2 is not read; decompress it, or compress it with gzip or zstd',
    [`${LOG}.2.xz`]: '.xz is not read; decompress it, or compress it with gzip or zstd',
    [`${LOG}.3.zip`]: '.zip is not read; decompress it, or compress it with gzip or zstd',
    [`${LOG}.old`]: 'its name is none of a log; rename it to *.jsonl',
    [`${LOG}.4`]: `${LOG} has the same records`,
  });
  const { stdout } = await run(['doctor', '--dir', log]);
  expect(stdout).toContain(`not read: ${LOG}.1.bz2: .bz2 is not read`);
});

it('is pruned by the day in its names', async () => {
  const log = rotatedLog();
  const { removed, kept } = await ask(log, 'prune', '--older-than', '1d');
  expect({ removed, kept }).toEqual({
    removed: NAMES.filter((name) => name.startsWith('llm_logs_')),
    kept: 0,
  });
});

describe('what is in several files while logrotate works', () => {
  const first = [call({ name: '1' }), call({ name: '2' })];
  const more = [call({ name: '3' })];
  const steps: readonly (readonly [string, (file: string) => void])[] = [
    ['a copy', (file) => copyFileSync(file, `${file}.1`)],
    [
      'a copy of which half is there',
      (file) => writeFileSync(`${file}.1`, readFileSync(file).subarray(0, 700)),
    ],
    ['a compressed copy', (file) => writeFileSync(`${file}.1.gz`, gzipSync(readFileSync(file)))],
    [
      'a compressed copy of which half is there',
      (file) => writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)).subarray(0, -8)),
    ],
    ['a compressed copy that has just begun', (file) => writeFileSync(`${file}.zst`, '')],
    ['a copy under a date', (file) => copyFileSync(file, `${file}-20261006`)],
  ];

  it.each(steps)('counts once: %s', async (_what, step) => {
    const log = logOf(first);
    step(path.join(log, LOG));
    expect(await namesIn(log, false)).toEqual(['1', '2']);
    const other = logOf(first);
    expect(await namesIn(other)).toEqual(['1', '2']);
    step(path.join(other, LOG));
    expect(await namesIn(other)).toEqual(['1', '2']);
    appendFileSync(path.join(other, LOG), toLines(more));
    expect(await namesIn(other)).toEqual(['1', '2', '3']);
    truncateSync(path.join(other, LOG));
    rmSync(path.join(other, LOG));
  });

  it('is read once, whatever the file is called next', async () => {
    const log = logOf(first);
    const file = path.join(log, LOG);
    expect(await namesIn(log)).toEqual(['1', '2']);
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
    expect(await namesIn(log)).toEqual(['1', '2']);
    appendFileSync(file, toLines(more));
    expect(await namesIn(log)).toEqual(['1', '2', '3']);
    writeFileSync(`${file}.2.gz`, gzipSync(readFileSync(`${file}.1`)));
    rmSync(`${file}.1`);
    renameSync(file, `${file}.1`);
    writeFileSync(file, toLines([call({ name: '4' })]));
    expect(await namesIn(log)).toEqual(['1', '2', '3', '4']);
    expect(await namesIn(log, false)).toEqual(['1', '2', '3', '4']);
  });
});

it('is read as far as its compressed data is good, and the rest is counted', async () => {
  const records = Array.from({ length: 2000 }, () => call());
  const whole = gzipSync(toLines(records));
  const log = directory();
  writeFileSync(path.join(log, `${LOG}.1.gz`), whole.subarray(0, whole.length - 5000));
  writeFileSync(path.join(log, LOG), toLines([call()]));
  const { status, stderr } = await run(['stats', '--dir', log]);
  expect(status).toBe(0);
  expect(stderr).toMatch(/1 bad.*\.1\.gz, byte \d+: compressed data that is damaged or ends early/);
  const { log: counts } = await ask(log, 'stats');
  expect(counts.read).toBeGreaterThan(1000);
});

it('is decompressed once: the cache knows it', async () => {
  const log = directory();
  const file = path.join(log, `${LOG}.1.gz`);
  writeFileSync(file, gzipSync(toLines(Array.from({ length: 2000 }, () => call()))));
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 2000 });
  // Damage that a second reading would find.
  const bytes = readFileSync(file);
  bytes.fill(0, bytes.length - 5000);
  writeFileSync(file, bytes);
  expect((await ask(log, 'stats')).log).toMatchObject({ read: 2000, bad: 0 });
  const whole = await ask(log, 'stats', '--no-cache');
  expect(whole.log.bad).toBeGreaterThan(0);
  expect(whole.log.read).toBeLessThan(2000);
});
