// The call log in ordinary days: how lines are written, by how many, and for whose eyes.

import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runLogged } from './call-log-program.ts';
import { problemsOf } from './call-record-schema.ts';

describe('the call log', () => {
  it.each(['000', '077', '377'])('is for its owner alone, under the umask %s', async (umask) => {
    const { directory, files } = await runLogged(
      `process.umask(0o${umask}); log(1, 1); process.umask(0o022);`,
    );
    const modeOf = (...of: string[]): number => statSync(path.join(directory, ...of)).mode & 0o777;
    expect(modeOf('llm_logs')).toBe(0o700);
    for (const name of files.keys()) expect(modeOf('llm_logs', name)).toBe(0o600);
  });

  it('ends the line that a killed process has torn', async () => {
    const { logged, torn } = await runLogged(
      `fs.mkdirSync('llm_logs'); fs.writeFileSync(file(), '{"schema_version":"1.0","tim'); log(1, 2);`,
    );
    expect({ logged, torn }).toEqual({ logged: [1, 2], torn: ['{"schema_version":"1.0","tim'] });
  });

  it('adds no line to a whole one', async () => {
    const { files } = await runLogged(
      `fs.mkdirSync('llm_logs'); fs.writeFileSync(file(), '{"tool_name":"t0"}\\n'); log(1, 1);`,
    );
    expect([...files.values()].join('').split('\n')).toHaveLength(3);
  });

  it('loses and tears no line of eight processes that fill its files together', async () => {
    const { logged, torn, files } = await runLogged(
      `if (process.argv[2]) { const from = Number(process.argv[2]); log(from, from + 299); }
      else for (let n = 0; n < 8; n++) require('node:child_process').fork(__filename, [String(n * 300 + 1)]);`,
      { env: { LLM_OTEL_LOG_MAX_BYTES: '100KB' } },
    );
    expect(torn).toEqual([]);
    expect(logged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2400 }, (_, n) => n + 1));
    expect(files.size).toBeGreaterThan(2);
  });

  it('leaves out what makes a line longer than a megabyte, and says so', async () => {
    const { files } = await runLogged(
      `tool('t1', { attributes: { long: 'ä'.repeat(1e6) } }, () => 1);
      try { tool('t2', { attributes: { topic: 'ä'.repeat(1e6) } }, () => { throw new Error('x'); }); } catch {}`,
      { env: { LLM_OTEL_TEXT_MAX: '4MB', LLM_OTEL_CONTENT_MAX: '4MB' } },
    );
    const lines = [...files.values()].join('').trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records).toMatchObject([
      {
        tool_name: 't1',
        attributes: { long: `${'ä'.repeat(16 * 1024)}… [truncated: 1000000 characters]` },
        truncated: ['attributes'],
      },
      {
        tool_name: 't2',
        topic: 'ä'.repeat(1024),
        truncated: ['attributes', 'error_message', 'topic'],
      },
    ]);
    expect(records.flatMap(problemsOf)).toEqual([]);
  });

  it.each([
    ['none', 0],
    ['interval', 1],
    ['each', 3],
  ])('forces records to the disk as LLM_OTEL_LOG_FSYNC=%s says', async (mode, times) => {
    const { stdout, exitCode } = await runLogged(
      `const { fdatasyncSync } = fs; let times = 0; fs.fdatasyncSync = (of) => { times++; fdatasyncSync(of); };
      log(1, 3); process.on('exit', () => console.log(times));`,
      { env: { LLM_OTEL_LOG_FSYNC: mode } },
    );
    expect({ stdout, exitCode }).toEqual({ stdout: `${times}\n`, exitCode: 0 });
  });
});

describe('LLM_OTEL_LOG_MODE=batch', () => {
  const env = { LLM_OTEL_LOG_MODE: 'batch' };

  it.each(['', 'process.exit();', `setImmediate(() => { throw new Error('end'); });`])(
    'writes what waits when the process ends: %s',
    async (end) => {
      const { logged, stdout } = await runLogged(
        `log(1, 3); console.log(fs.existsSync(file())); process.on('exit', () => log(4, 4)); ${end}`,
        { env },
      );
      expect({ logged, stdout }).toEqual({ logged: [1, 2, 3, 4], stdout: 'false\n' });
    },
  );

  it('writes when 64 KB have come together', async () => {
    const { logged, stdout } = await runLogged(
      `log(1, 400); console.log(fs.statSync(file()).size);`,
      { env },
    );
    expect(Number(stdout)).toBeGreaterThan(32 * 1024);
    expect(logged).toHaveLength(400);
  });

  it('writes after a moment', async () => {
    const { stdout } = await runLogged(
      `log(1, 1); const poll = setInterval(() => { if (fs.existsSync(file())) { clearInterval(poll); console.log('there'); } }, 5);`,
      { env },
    );
    expect(stdout).toBe('there\n');
  });
});

describe('the settings of the call log', () => {
  it('say what is wrong with them, and what is done instead', async () => {
    const { stderr, logged } = await runLogged('log(1, 1);', {
      env: {
        LLM_OTEL_LOG_MAX_BYTES: 'ten',
        LLM_OTEL_LOG_RETENTION_DAYS: '0',
        LLM_OTEL_LOG_RETENTION_BYTES: '5 B',
        LLM_OTEL_LOG_FSYNC: 'always',
        LLM_OTEL_LOG_MODE: 'async',
      },
    });
    expect(stderr.split('\n').slice(0, 5)).toEqual([
      'llm-otel: LLM_OTEL_LOG_MAX_BYTES="ten" is not a size of at least 1KB, such as 500KB, 100MB or 1GiB; using 100MB',
      'llm-otel: LLM_OTEL_LOG_RETENTION_DAYS="0" is not a whole number of days, 1 or more; ignoring it',
      'llm-otel: LLM_OTEL_LOG_RETENTION_BYTES="5 B" is not a size of at least 1KB, such as 500KB, 100MB or 1GiB; ignoring it',
      'llm-otel: LLM_OTEL_LOG_FSYNC="always" is not one of none, interval, each; using none',
      'llm-otel: LLM_OTEL_LOG_MODE="async" is not one of sync, batch; using sync',
    ]);
    expect(logged).toEqual([1]);
  });
});
