// Where the call log goes on when a file is full, a day is over, or somebody took the file away.

import { describe, expect, it } from 'vitest';
import { runLogged } from './call-log-program.ts';

const DAY = 86_400_000;

describe('rotation', () => {
  it('opens the next file of the day when one is full', async () => {
    const { files, logged } = await runLogged(`log(1, 5);`, {
      env: { LLM_OTEL_LOG_MAX_BYTES: '1KB' },
    });
    expect(logged).toEqual([1, 2, 3, 4, 5]);
    expect([...files.keys()].map((name) => name.replace(/[\d-]{10}/, 'day'))).toEqual([
      'llm_logs_day.jsonl',
      'llm_logs_day.001.jsonl',
      'llm_logs_day.002.jsonl',
    ]);
    for (const text of files.values()) expect(text.length).toBeLessThanOrEqual(1000);
  });

  it('goes on in the last file of the day, with one line that is longer than a file', async () => {
    const { files, logged } = await runLogged(
      `log(1, 3);
      require('node:child_process').execFileSync(process.execPath, ['-e',
        "const { tool } = require('llm-otel'); tool('t4', () => 1); tool('t5', { attributes: { long: 'x'.repeat(2000) } }, () => 1);"]);
      later(1000); log(6, 6);`,
      { env: { LLM_OTEL_LOG_MAX_BYTES: '1KB' } },
    );
    expect(logged).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...files.values()].map((text) => text.trimEnd().split('\n').length)).toEqual([
      2, 2, 1, 1,
    ]);
  });

  it('never goes back to a file that has a successor, even if there is room', async () => {
    const { files } = await runLogged(
      `fs.mkdirSync('llm_logs'); for (const name of [file(), file().replace('.jsonl', '.001.jsonl')]) fs.writeFileSync(name, '');
      log(1, 1);`,
    );
    expect([...files.values()].map((text) => text.length > 0)).toEqual([false, true]);
  });

  it('opens the file of the new day, in UTC', async () => {
    const { files, logged } = await runLogged(`log(1, 1); later(${DAY}); log(2, 2);`, {
      env: { TZ: 'Pacific/Kiritimati' },
    });
    expect(logged).toEqual([1, 2]);
    expect(files.size).toBe(2);
    for (const [name, text] of files) {
      const { timestamp } = JSON.parse(text) as { timestamp: string };
      expect(name).toBe(`llm_logs_${timestamp.slice(0, 10)}.jsonl`);
    }
  });
});

describe('a file that somebody takes away (F-15)', () => {
  it.each([
    ['renamed', `fs.renameSync(file(), 'llm_logs/old');`, ['old', 'new'], [1, 2, 3, 4]],
    [
      'copied and truncated',
      `fs.copyFileSync(file(), 'llm_logs/old'); fs.truncateSync(file());`,
      ['old', 'new'],
      [1, 2, 3, 4],
    ],
    ['truncated', `fs.truncateSync(file());`, ['new'], [3, 4]],
    ['removed', `fs.rmSync(file());`, ['new'], [3, 4]],
    ['removed with its directory', `fs.rmSync('llm_logs', { recursive: true });`, ['new'], [3, 4]],
  ])('is opened anew: %s', async (_, action, names, expected) => {
    const { files, logged, torn, exitCode, stdout } = await runLogged(
      `log(1, 2); ${action} later(1000); log(3, 4); console.log('done');`,
    );
    expect([exitCode, stdout]).toEqual([0, 'done\n']);
    expect([...files.keys()].map((name) => (name === 'old' ? name : 'new')).toSorted()).toEqual(
      names.toSorted(),
    );
    expect(logged.toSorted()).toEqual(expected);
    expect(torn).toEqual([]);
    expect([...files].find(([name]) => name !== 'old')![1]).not.toContain('\0');
  });
});

describe('retention', () => {
  /** Files of 900 bytes, of 1 to 4 days ago and of others. */
  const older = `
    fs.mkdirSync('llm_logs');
    const ago = (days, part = '') => 'llm_logs_' + new Date(Date.now() - days * ${DAY}).toISOString().slice(0, 10) + part + '.jsonl';
    for (const name of [ago(4), ago(3), ago(3, '.001'), ago(2), ago(1), 'llm_logs_2001-01-01.jsonl.gz', 'notes.jsonl'])
      fs.writeFileSync('llm_logs/' + name, '{"tool_name":"t0"}\\n'.padStart(900));
    process.on('exit', () => console.log(fs.readdirSync('llm_logs').map((name) =>
      [4, 3, 2, 1, 0].reduce((all, days) => all.replace(ago(days), 'day-' + days).replace(ago(days, '.001'), 'day-' + days + '.001'), name)).sort().join(' ')));`;
  const foreign = 'llm_logs_2001-01-01.jsonl.gz notes.jsonl';

  it.each([
    ['all', {}, 'day-0 day-1 day-2 day-3 day-3.001 day-4'],
    ['days', { LLM_OTEL_LOG_RETENTION_DAYS: '2' }, 'day-0 day-1 day-2'],
    ['bytes', { LLM_OTEL_LOG_RETENTION_BYTES: '3.5KB' }, 'day-0 day-1 day-2 day-3.001'],
    [
      'days and bytes',
      { LLM_OTEL_LOG_RETENTION_DAYS: '3', LLM_OTEL_LOG_RETENTION_BYTES: '1.5KB' },
      'day-0 day-1',
    ],
  ])('keeps %s', async (_, env, kept) => {
    const { stdout, exitCode } = await runLogged(`${older} log(1, 1);`, {
      env: env as Record<string, string>,
    });
    expect({ stdout, exitCode }).toEqual({ stdout: `${kept} ${foreign}\n`, exitCode: 0 });
  });

  it('never removes a file of today', async () => {
    const { logged } = await runLogged(`log(1, 9); setImmediate(() => log(10, 10));`, {
      env: { LLM_OTEL_LOG_MAX_BYTES: '1KB', LLM_OTEL_LOG_RETENTION_BYTES: '1KB' },
    });
    expect(logged).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
