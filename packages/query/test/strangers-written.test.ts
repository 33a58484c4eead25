// A log directory that others can write: the command writes to nothing that they put there.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileStorage } from '../dist/index.js';
import { main } from './command.ts';
import { ask, run } from './hosted-command.ts';
import { call, directory, hex, LOG, logOf } from './records.ts';
import { put, strangerOf, strangers } from './strangers.ts';

const CACHE = '.llm-otel.duckdb';
const link = strangerOf('a link to a file');
const told = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line !== '');

describe.runIf(process.platform !== 'win32')('the cache', () => {
  const nowhere = 'a link to nowhere';
  const places = [
    ...strangers.map((stranger) => ['', ...stranger] as const),
    ...['.wal', '.tmp'].map((suffix) => [suffix, nowhere, strangerOf(nowhere)] as const),
  ];
  it.each(places)(
    'is in memory if in the place of the cache%s there is %s',
    async (suffix, _, make) => {
      const log = logOf([call()]);
      const isAsBefore = put(make, path.join(log, `${CACHE}${suffix}`));
      const before = readdirSync(log);
      const { status, stdout, stderr } = await run(['stats', '--dir', log, '--json']);
      expect(status).toBe(0);
      expect(JSON.parse(stdout).log).toMatchObject({ read: 1 });
      expect(told(stderr)).toHaveLength(1);
      expect(told(stderr)[0]).toMatch(
        /^llm-otel: the cache .* is .*, so the whole log is read anew/,
      );
      expect(told(stderr)[0]).toContain(`${CACHE}${suffix} is `);
      expect(readdirSync(log)).toEqual(before);
      isAsBefore();
    },
  );

  const open: readonly (readonly [how: string, open: (log: string) => void])[] = [
    ['0777', (log) => chmodSync(log, 0o777)],
    ['1777', (log) => chmodSync(log, 0o1777)],
    ['of another user', (log) => chownSync(log, 12345, 12345)],
  ];
  const isRoot = process.getuid?.() === 0;
  it.each(isRoot ? open : open.slice(0, 2))(
    'is in memory if the directory is %s',
    async (_, openToOthers) => {
      const log = logOf([call()]);
      openToOthers(log);
      const { stdout, stderr } = await run(['stats', '--dir', log, '--json']);
      expect(JSON.parse(stdout).log).toMatchObject({ read: 1 });
      expect(told(stderr)).toEqual([
        'llm-otel: other users can write to the directory of the cache, so the whole log is read anew this time',
      ]);
      expect(readdirSync(log)).toEqual([LOG]);
    },
  );

  it('is beside the log in a directory that a group shares', async () => {
    const log = logOf([call()]);
    chmodSync(log, 0o770);
    expect(told((await run(['stats', '--dir', log, '--json'])).stderr)).toEqual([]);
    expect(readdirSync(log)).toContain(CACHE);
  });
});

describe.runIf(process.platform !== 'win32')('a name that is taken', () => {
  const source = (): string => {
    const id = { traceId: hex(1, 32), spanId: hex(1, 16) };
    const model = { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } };
    const times = {
      startTimeUnixNano: '1791194400000000000',
      endTimeUnixNano: '1791194401000000000',
    };
    const spans = [{ ...id, name: 'chat', kind: 3, ...times, attributes: [model] }];
    const file = path.join(directory(), 'traces.jsonl');
    writeFileSync(file, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    return file;
  };

  it.each(strangers)('is left by an import: %s', async (_, make) => {
    const log = directory();
    const isAsBefore = put(make, path.join(log, 'llm_logs_2026-10-05.001.jsonl'));
    const { added, files } = await ask(log, 'import', source());
    expect({ added, files }).toEqual({ added: 1, files: ['llm_logs_2026-10-05.002.jsonl'] });
    expect(readFileSync(path.join(log, files[0]), 'utf8').split('\n')).toHaveLength(2);
    isAsBefore();
  });

  it('is not followed by a migration', async () => {
    const log = logOf([call({ schema_version: '0.1' })]);
    const isAsBefore = put(link, path.join(log, `${LOG}.new`));
    const { stdout } = await run(['migrate', '--dir', log]);
    expect(stdout).toContain('1 records of version 0.1, rewritten');
    expect(readFileSync(path.join(log, LOG), 'utf8')).toMatch(/^\{"schema_version":"1\.1"/);
    isAsBefore();
  });

  it('is not followed by the position of a replay', async () => {
    const sink = await startOtlpSink();
    onTestFinished(() => sink.close());
    const folder = directory();
    const position = path.join(folder, 'position.json');
    const isAsBefore = put(link, `${position}.new`);
    const args = ['--endpoint', sink.url, '--position', position, '--json'];
    const { status } = await run(['replay', path.join(logOf([call()]), LOG), ...args]);
    expect(status).toBe(0);
    expect(Object.values(JSON.parse(readFileSync(position, 'utf8')))).toMatchObject([{ lines: 1 }]);
    isAsBefore();
  });

  it.each(strangers.filter(([what]) => what !== 'a directory'))(
    'is refused by a program that stores records: %s',
    (_, make) => {
      const log = directory();
      const isAsBefore = put(make, path.join(log, LOG));
      const store = new FileStorage(log);
      const record = call();
      expect(() => store.store(record)).toThrow(
        /llm_logs_2026-10-05\.jsonl is (?:a|no) .*; remove it/,
      );
      isAsBefore();
    },
  );
});

describe.runIf(process.platform !== 'win32')('an export', () => {
  const formats = ['jsonl', 'parquet'] as const;
  const toFile = (log: string, format: string, output: string): ReturnType<typeof run> =>
    run(['export', '--dir', log, '--format', format, '--output', output, '--no-cache']);

  it.each([
    ...strangers.map((stranger) => ['jsonl', ...stranger] as const),
    ['parquet', 'a link to a file', link] as const,
  ])('as %s into the log directory does not overwrite %s', async (format, _, make) => {
    const log = logOf([call()]);
    const output = path.join(log, `calls.${format}`);
    const isAsBefore = put(make, output);
    const { status, stderr } = await toFile(log, format, output);
    expect(status).toBe(2);
    expect(told(stderr).at(-1)).toMatch(
      /^llm-otel: .*calls\.\w+ is (?:a|no) .*; remove it, or name/,
    );
    isAsBefore();
  });

  it.each(formats)('as %s into a directory of everybody follows no link', async (format) => {
    const folder = directory();
    chmodSync(folder, 0o1777);
    const output = path.join(folder, 'calls');
    const isAsBefore = put(link, output);
    expect((await toFile(logOf([call()]), format, output)).status).toBe(2);
    isAsBefore();
  });

  it.each(formats)('as %s replaces what it wrote before, also there', async (format) => {
    const log = logOf([call()]);
    chmodSync(log, 0o1777);
    const output = path.join(log, 'calls');
    closeSync(openSync(output, 'w', 0o600));
    writeFileSync(output, 'x'.repeat(100_000));
    expect((await toFile(log, format, output)).status).toBe(0);
    expect(readFileSync(output, 'latin1')).not.toContain('xxx');
    expect(readdirSync(log).toSorted()).toEqual(['calls', LOG]);
  });

  it.each(formats)(
    'as %s follows a link of the user in a directory of the user',
    async (format) => {
      const folder = directory();
      symlinkSync('real', path.join(folder, 'calls'));
      expect((await toFile(logOf([call()]), format, path.join(folder, 'calls'))).status).toBe(0);
      expect(existsSync(path.join(folder, 'real'))).toBe(true);
    },
  );

  it('goes to a pipe that the user names', () => {
    const log = logOf([call()]);
    const shell = '"$0" "$@" --output /dev/stdout | cat';
    const args = [main, 'export', '--dir', log];
    const written = execFileSync('sh', ['-c', shell, process.execPath, ...args], { stdio: 'pipe' });
    expect(written.toString()).toBe(readFileSync(path.join(log, LOG), 'utf8'));
  });
});
