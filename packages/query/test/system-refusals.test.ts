// What the system refuses: a sentence and the documented exit code, and the rest is still answered.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main, run } from './command.ts';
import { expectSentence } from './sentence.ts';
import { call, directory, LOG, logOf, write } from './records.ts';
import { serve } from './served.ts';
import { spansFile } from './spans.ts';

const isLinux = process.platform === 'linux';
const NOBODY = 65_534;
/** Root may read everything, so another user runs the command. */
const user = process.getuid?.() === 0 ? { uid: NOBODY } : {};
const isRunnable =
  spawnSync(process.execPath, [main, '--version'], { ...user, stdio: 'ignore' }).status === 0;

describe.runIf(isRunnable)('a file that this user may not read', () => {
  const other = 'llm_logs_2026-10-06.jsonl';

  function logWithSecret(): string {
    const log = logOf([call({ name: 'readable' })]);
    write(log, [call({ name: 'secret' })], other);
    chmodSync(log, 0o755);
    chmodSync(path.join(log, LOG), 0o644);
    chmodSync(path.join(log, other), 0);
    return log;
  }

  it.each([['stats'], ['logs'], ['export'], ['tail', '--no-follow'], ['search', 'readable']])(
    'is named, and the rest is answered: %s',
    async (...args) => {
      const { status, stdout, stderr } = await run([...args, '--dir', logWithSecret()], user);
      expect({ status, isAnswered: /readable|1/.test(stdout) }).toEqual({
        status: 0,
        isAnswered: true,
      });
      expect(stdout).not.toContain('secret');
      expectSentence(
        stderr,
        `${other} cannot be read: this user may not do that (EACCES); the rest`,
      );
    },
  );

  it('is named by the doctor', async () => {
    const { status, stdout } = await run(['doctor', '--json', '--dir', logWithSecret()], user);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ name: LOG, records: 1 }],
      unread: [{ name: other, why: 'cannot be read (EACCES)' }],
    });
  });

  it('makes the service say that it is not ready', async () => {
    const log = logWithSecret();
    const { get } = await serve(log, [], {}, user);
    const { status, json } = await get('/ready');
    expect([status, json.detail]).toEqual([
      503,
      '1 of 2 files of the log cannot be read (EACCES): this user may not do that.',
    ]);
    expect((await get('/v1/metrics')).json.total_requests).toBe(1);
    chmodSync(path.join(log, other), 0o644);
    expect((await get('/ready')).status).toBe(200);
    expect((await get('/v1/metrics')).json.total_requests).toBe(2);
  });

  it.each([0o000, 0o444])('is in a directory of mode %o', async (mode) => {
    const log = logWithSecret();
    chmodSync(log, mode);
    const { status, stderr } = await run(['stats', '--dir', log], user);
    chmodSync(log, 0o755);
    expect(status).toBe(2);
    expectSentence(stderr, `the log directory ${log} cannot be read (EACCES)`);
  });
});

describe.runIf(isRunnable)('a directory that this user may not write', () => {
  it.each([
    ['import', 2, (log: string) => ['import', spansFile([{}]), '--dir', log]],
    ['prune', 4, (log: string) => ['prune', '--max-bytes', '1', '--dir', log]],
    ['migrate', 4, (log: string) => ['migrate', '--dir', log]],
    ['export', 2, (log: string) => ['export', '--output', path.join(log, 'x.csv'), '--dir', log]],
    [
      'parquet',
      2,
      (log: string) => [
        'export',
        '--format',
        'parquet',
        '--output',
        path.join(log, 'x'),
        '--dir',
        log,
      ],
    ],
    ['replay', 2, (log: string) => ['replay', log, '--position', path.join(log, 'position')]],
  ])('is named: %s', async (_what, code, argsFor) => {
    const log = logOf([call({ schema_version: '0.1', request_id: 'old' })]);
    chmodSync(path.join(log, LOG), 0o644);
    const args = argsFor(log);
    if (args[1]?.endsWith('.jsonl')) {
      chmodSync(path.dirname(args[1]), 0o755);
      chmodSync(args[1], 0o644);
    }
    chmodSync(log, 0o555);
    const { status, stderr } = await run(args, user);
    chmodSync(log, 0o755);
    expectSentence(stderr, 'this user may not do that');
    expect([4, code]).toContain(status);
    expect(readdirSync(log)).toEqual([LOG]);
  });

  it('has its log read into memory, which is said', async () => {
    const log = logOf([call()]);
    chmodSync(path.join(log, LOG), 0o644);
    chmodSync(log, 0o555);
    const { status, stderr } = await run(['stats', '--dir', log], user);
    chmodSync(log, 0o755);
    expect(status).toBe(0);
    expectSentence(stderr, 'so the whole log is read anew this time');
  });
});

describe.runIf(isLinux)('an output that cannot be written', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['/dev/full', 'No space|the disk is full'],
    ['/nowhere/at/all', 'does not exist|No such file'],
    ['/usr', 'it is a directory|Is a directory'],
  ];

  it.each(
    ['csv', 'json', 'jsonl', 'parquet'].flatMap((format) =>
      cases.map((one) => [format, ...one] as const),
    ),
  )('is named: %s to %s', async (format, output, why) => {
    const log = logOf([call()]);
    const args = ['export', '--format', format, '--output', output, '--dir', log];
    const { status, stderr } = await run(args, { cwd: directory() });
    expect(status).toBe(2);
    expectSentence(stderr, output);
    expect(stderr).toMatch(
      new RegExp(`cannot be written \\(.*(?:${why}).*name another file with --output`),
    );
  });

  it.each([['stats'], ['export'], ['doctor'], ['logs', '--json'], ['schema']])(
    'is standard output: %s',
    (...args) => {
      const log = logOf([call()]);
      const script = `exec "$0" "$@" --dir "${log}" >/dev/full`;
      const command = args[0] === 'schema' ? 'exec "$0" "$@" >/dev/full' : script;
      const child = spawnSync('sh', ['-c', command, process.execPath, main, ...args], {
        encoding: 'utf8',
      });
      expect(child.status).toBe(4);
      expectSentence(child.stderr, 'the output cannot be written: the disk is full (ENOSPC)');
    },
  );
});

describe.runIf(isLinux)('a directory that cannot be made', () => {
  it.each([
    ['/proc/1/log', '/proc/1/log cannot be made'],
    ['/dev/null', '/dev/null is no directory'],
    ['/dev/null/log', '/dev/null is no directory'],
    ['', ' cannot be made'],
  ])('is named: "%s"', async (place, sentence) => {
    const { status, stdout, stderr } = await run(['import', spansFile([{}]), '--dir', place]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expectSentence(stderr, sentence);
    expect(stderr).toContain('name another with --dir or LLM_OTEL_LOG_DIR');
  });
});

describe('a fault of the command itself', () => {
  it('is one line; a stack is there for who asks for it', async () => {
    const log = logOf([call()]);
    mkdirSync(path.join(log, 'broken'));
    const preload = path.join(log, 'broken', 'preload.mjs');
    writeFileSync(preload, `JSON.stringify = () => { throw new RangeError('a fault'); };`);
    const env = { NODE_OPTIONS: `--import=file://${preload}` };
    const { status, stderr } = await run(['schema'], { env: {} });
    expect([status, stderr]).toEqual([0, '']);
    const args = ['stats', '--json', '--dir', log];
    const plain = await run(args, { env });
    expect(plain.status).toBe(5);
    expectSentence(
      plain.stderr,
      'llm-otel: a fault in llm-otel itself: RangeError: a fault; please report it',
    );
    expect(plain.stderr.trimEnd().split('\n')).toHaveLength(1);
    const debug = await run(args, { env: { ...env, OTEL_LOG_LEVEL: 'debug' } });
    expect([debug.status, debug.stderr]).toEqual([5, expect.stringMatching(/^ +at /m)]);
  });
});
