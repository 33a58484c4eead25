// Disks that are full, directories that are gone: the application notices nothing, every loss is
// counted, and writing goes on when the cause is gone (F-14, F-15). Real volumes are in
// call-log-volume.test.ts; files and directories that are gone in call-log-rotation.test.ts.

import type { ScenarioOptions } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { lostIn, runLogged } from './call-log-program.ts';

const env = { LLM_OTEL_DOCTOR: '1', NODE_OPTIONS: '--require llm-otel/register' };
/** A limit of the size of files ends as a full disk does: with a short write, then with errors. */
const filesUpTo = (kibibytes: number): Partial<ScenarioOptions> => ({
  nodePath: '/bin/bash',
  nodeArguments: ['-c', `trap "" XFSZ; ulimit -S -f ${kibibytes}; exec node "$@"`, 'bash'],
});
const smallFiles = filesUpTo(1);
const noFiles = filesUpTo(0);
const failures = (stderr: string): number =>
  stderr.match(/a call record could not be written/g)?.length ?? 0;

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  it('tears one line, counts what is lost, and goes on with a line of its own', async () => {
    const program = await runLogged(
      `log(1, 5); later(1000); log(6, 6);
      require('node:child_process').execFileSync('prlimit', ['--pid', process.pid, '--fsize=unlimited']);
      log(7, 7); later(1000); log(8, 9);`,
      { env, ...smallFiles },
    );
    const { logged, torn, stderr, exitCode } = program;
    expect(exitCode).toBe(0);
    expect(logged).toEqual([1, 2, 8, 9]);
    expect(torn).toHaveLength(1);
    expect(lostIn(program)).toBe(5);
    expect(failures(stderr)).toBe(1);
  });

  it('counts the records of a batch of which a part was written', async () => {
    const program = await runLogged(`log(1, 5);`, {
      env: { ...env, LLM_OTEL_LOG_MODE: 'batch', OTEL_LOG_LEVEL: 'error' },
      ...smallFiles,
    });
    expect(program.logged).toEqual([1, 2]);
    expect(`${program.stdout}${program.stderr}`).toContain('call records lost: 3 (3 so far)');
  });

  it('writes nothing while every write fails, and one line for each record after that', async () => {
    const program = await runLogged(
      `log(1, 2); later(1000); log(3, 3);
      require('node:child_process').execFileSync('prlimit', ['--pid', process.pid, '--fsize=unlimited']);
      log(4, 4); later(1000); log(5, 6);`,
      { env, ...noFiles },
    );
    expect([...program.files.values()].join('').split('\n')).toHaveLength(3);
    expect(program.logged).toEqual([5, 6]);
    expect(lostIn(program)).toBe(4);
    expect(program.stderr).toMatch(/could not be written: Error: EFBIG/);
  });
});

describe('a disk with little room', () => {
  it('is left alone until twice as much is free', async () => {
    const program = await runLogged(
      `let free = 150e6; let looks = 0;
      fs.statfsSync = () => { looks++; return { bsize: 1, bavail: free, blocks: 5e9 }; };
      log(1, 1); free = 90e6; log(2, 2); later(60_000); log(3, 3);
      free = 150e6; later(60_000); log(4, 4);
      free = 201e6; later(60_000); log(5, 6); console.log(looks);`,
      { env },
    );
    expect(program.logged).toEqual([1, 2, 5, 6]);
    expect(lostIn(program)).toBe(2);
    expect(program.stderr).toContain('could not be written: the disk has too little room left');
    expect(program.stdout).toBe('4\n');
  });

  it.each([
    ['one per cent of a large disk', 1e12, 9.9e9, []],
    ['a small disk', 64e6, 20e6, [1]],
    ['a small disk that is nearly full', 64e6, 6e6, []],
    ['a file system that does not know', 0, 0, [1]],
  ])('is judged by its size: %s', async (_, blocks, free, logged) => {
    const program = await runLogged(
      `fs.statfsSync = () => ({ bsize: 1, bavail: ${free}, blocks: ${blocks} }); log(1, 1);`,
      { env },
    );
    expect(program.logged).toEqual(logged);
  });
});

describe('a place that cannot be written to', () => {
  it.each([
    [
      'a directory that was replaced by a file',
      `fs.rmSync('llm_logs', { recursive: true }); fs.writeFileSync('llm_logs', '');`,
      `fs.rmSync('llm_logs');`,
      [3],
      1,
    ],
    [
      'a directory in place of the file',
      `fs.renameSync(file(), 'llm_logs/old'); fs.mkdirSync(file());`,
      `fs.rmdirSync(file());`,
      [1, 3],
      1,
    ],
    [
      'no descriptor left',
      `fs.renameSync(file(), 'llm_logs/old'); fs.mkdirSync(file()); later(1000); log(0, 0); fs.rmdirSync(file());
      const open = []; try { for (;;) open.push(fs.openSync(__filename)); } catch {}`,
      `open.forEach((one) => fs.closeSync(one));`,
      [1, 3],
      2,
    ],
    [
      'a directory that another user owns',
      `fs.renameSync(file(), 'llm_logs/old'); fs.chmodSync('llm_logs', 0o555); if (process.getuid() === 0) process.seteuid(65534);`,
      `if (process.getuid() === 0) process.seteuid(0); fs.chmodSync('llm_logs', 0o755);`,
      [1, 3],
      1,
    ],
  ])('costs records, and nothing else: %s', async (_, spoil, mend, logged, lost) => {
    const program = await runLogged(
      `fs.chmodSync('.', 0o755); log(1, 1); ${spoil} later(1000); log(2, 2); ${mend} later(1000); log(3, 3); console.log('done');`,
      {
        env,
        nodePath: '/bin/bash',
        nodeArguments: ['-c', 'ulimit -S -n 64; exec node "$@"', 'bash'],
      },
    );
    expect(program.stdout).toBe('done\n');
    expect(program.exitCode).toBe(0);
    expect(program.logged.toSorted()).toEqual(logged);
    expect(lostIn(program)).toBe(lost);
    expect(failures(program.stderr)).toBe(1);
  });
});
