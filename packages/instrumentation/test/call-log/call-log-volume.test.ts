// A real volume that is full, nearly full or read-only (F-14, F-15): nothing is thrown, one line is
// torn, every loss is counted, and writing goes on when the cause is gone.

import { beforeEach, describe, expect, it } from 'vitest';
import { lostIn, runLogged } from './call-log-program.ts';
import { inVolume, noVolume } from './small-volume.ts';

const options = {
  env: {
    LLM_OTEL_DOCTOR: '1',
    NODE_OPTIONS: '--require llm-otel/register',
    LLM_OTEL_TEXT_MAX: '100KB',
  },
  ...inVolume,
};
/** `logLong` leaves records of 100 KB: ten fit the volume, and the eleventh is torn in its middle. */
const PRELUDE = `
  const attributes = { long: 'x'.repeat(100_000) };
  const logLong = (from, to) => { for (let n = from; n <= to; n++) tool('t' + n, { attributes }, () => n); };
  const mount = (...args) => require('node:child_process').execFileSync(...args);
`;
const ballast = (bytes: number): string => `fs.writeFileSync('ballast', Buffer.alloc(${bytes}));`;

describe.runIf(process.platform === 'linux')('a volume of 1 MiB', () => {
  beforeEach(({ skip }) => skip(noVolume !== undefined, noVolume));

  it('tears one line when it is full, counts what is lost, and goes on when there is room', async () => {
    const program = await runLogged(
      `${PRELUDE} ${ballast(200_000)}
      logLong(1, 12); later(1000); logLong(13, 14); later(1000); log(15, 15);
      fs.rmSync('ballast'); log(16, 16); later(1000); log(17, 18); console.log('done');`,
      options,
    );
    expect(program).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(program.logged).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 17, 18]);
    expect(program.torn).toHaveLength(1);
    expect(program.torn[0]).toMatch(/^\{"schema_version":"1\.1".*"tool_name":"t9".*x$/);
    expect(lostIn(program)).toBe(8);
    expect(program.stderr).toMatch(/could not be written: Error: only \d+ of \d+ bytes/);
  });

  it('tears one line of a batch that fills it, and counts the others that are lost', async () => {
    const program = await runLogged(
      `${PRELUDE} ${ballast(900_000)}
      log(1, 1000); process.on('exit', () => console.log('done'));`,
      { ...options, env: { ...options.env, LLM_OTEL_LOG_MODE: 'batch' } },
    );
    expect(program).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(program.torn).toHaveLength(1);
    expect(program.logged.length).toBeGreaterThan(0);
    expect(program.logged).toEqual(program.logged.map((_, at) => at + 1));
    expect(program.logged.length + lostIn(program)).toBe(1000);
  });

  it('is left alone while it is nearly full, and used again five seconds after there is room', async () => {
    const program = await runLogged(
      `log(1, 1); ${ballast(970_000)} later(60_000); log(2, 2);
      fs.rmSync('ballast'); later(5000); log(3, 3);`,
      options,
    );
    expect(program.logged).toEqual([1, 3]);
    expect(lostIn(program)).toBe(1);
    expect(program.stderr).toContain('could not be written: the disk has too little room left');
  });

  it('costs records while it is read-only, and nothing else', async () => {
    const program = await runLogged(
      `${PRELUDE} log(1, 1);
      mount('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', 'llm_logs']); later(1000); log(2, 2);
      mount('umount', ['llm_logs']); later(1000); log(3, 3); console.log('done');`,
      options,
    );
    expect(program).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(program.logged).toEqual([1, 3]);
    expect(program.torn).toEqual([]);
    expect(lostIn(program)).toBe(1);
    expect(program.stderr).toMatch(/could not be written: Error: EROFS/);
  });
});
