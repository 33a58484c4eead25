// Limits of the system: a sentence and the documented exit code, and nothing is torn.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, main } from './command.ts';
import { call, directory, LOG, logOf, toLines, write } from './records.ts';
import { expectSentence } from './sentence.ts';
import { spansFile } from './spans.ts';

describe.runIf(process.platform === 'linux')('a limit', () => {
  function limited(limit: string, args: readonly string[]): ReturnType<typeof spawnSync> {
    const script = `ulimit ${limit} && exec "$0" "$@"`;
    return spawnSync('bash', ['-c', script, process.execPath, main, ...args], { encoding: 'utf8' });
  }
  const many = (): string =>
    logOf(Array.from({ length: 3000 }, () => call({ user_id: 'u'.repeat(200) })));

  it('of file sizes keeps the log readable without a cache', () => {
    const { status, stdout, stderr } = limited('-f 100', ['stats', '--dir', many()]);
    expect([status, String(stdout)]).toEqual([0, expect.stringContaining('3,000')]);
    expectSentence(String(stderr), 'the cache cannot be written, so the whole log is read anew');
  });

  it('of file sizes lets a command end that would keep its compiled code', () => {
    const script = 'ulimit -f 1 && exec "$0" "$@"';
    const env = { PATH: process.env['PATH'], TMPDIR: directory() };
    const args = ['-c', script, process.execPath, main, 'schema'];
    expect(spawnSync('bash', args, { env, stdio: ['ignore', 'pipe', 'pipe'] }).status).toBe(0);
  });

  it('of file sizes ends an export and an import', async () => {
    const log = many();
    const output = path.join(directory(), 'out.jsonl');
    const written = limited('-f 100', ['export', '--no-cache', '--dir', log, '--output', output]);
    expect(written.status).toBe(2);
    expectSentence(String(written.stderr), 'larger than allowed (ulimit -f), EFBIG');
    const source = spansFile(Array.from({ length: 3000 }, () => ({})));
    const place = path.join(directory(), 'log');
    const imported = limited('-f 100', ['import', source, '--no-cache', '--dir', place]);
    expect(imported.status).toBe(4);
    expectSentence(
      String(imported.stderr),
      'larger than allowed (ulimit -f) (EFBIG); import again later',
    );
    // No line is torn, and another import adds the rest.
    expect(await ask(place, 'import', source)).toMatchObject({ lines: 1, bad: 0 });
    expect(await ask(place, 'stats')).toMatchObject({
      total_requests: 3000,
      log: { bad: 0, pending: 0 },
    });
  });

  it('of file sizes ends a migration, which leaves the file as it was', () => {
    const text = toLines(Array.from({ length: 1000 }, () => call({ schema_version: '0.1' })));
    const log = logOf(text);
    const { status, stderr } = limited('-f 100', ['migrate', '--dir', log]);
    expect(status).toBe(4);
    expectSentence(String(stderr), 'it is as it was');
    expect([readdirSync(log), readFileSync(path.join(log, LOG), 'utf8')]).toEqual([[LOG], text]);
  });

  it('of open files is less than the log has, and the log is read', () => {
    const log = directory();
    for (let day = 0; day < 300; day += 1) {
      write(log, [call()], `llm_logs_2026-10-05.${String(day).padStart(3, '0')}.jsonl`);
    }
    const { status, stdout, stderr } = limited('-n 120', ['export', '--dir', log]);
    expect([status, String(stderr)]).toEqual([0, '']);
    expect(String(stdout).trimEnd().split('\n')).toHaveLength(300);
  });
});
