// A directory that others can write: what they put in the place of our files is neither followed, nor
// filled, nor waited for. Every record that this costs is counted, and one line names the way out.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lostIn, runLogged } from './call-log-program.ts';

const env = { LLM_OTEL_DOCTOR: '1', NODE_OPTIONS: '--require llm-otel/register' };
const SECRET = 'the file of somebody else\n';
const lines = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line.startsWith('llm-otel: a call record'));
const isRoot = process.getuid?.() === 0;

const LINK = 'a symbolic link';
const strangers: readonly (readonly [what: string, make: string, why: string])[] = [
  ['a link to a file', `fs.symlinkSync('../victim', place);`, LINK],
  ['a link to nowhere', `fs.symlinkSync('../nowhere', place);`, LINK],
  ['a link to a device', `fs.symlinkSync('/dev/null', place);`, LINK],
  [
    'a second name of a file',
    `fs.linkSync('victim', place);`,
    'a file with a second name (a hard link)',
  ],
  ['a pipe', `execFileSync('mkfifo', [place]);`, 'a named pipe, not a file'],
  ['a directory', `fs.mkdirSync(place);`, 'a directory, not a file'],
  ...(isRoot
    ? ([
        ['a device', `execFileSync('mknod', [place, 'c', '1', '3']);`, 'a device, not a file'],
        [
          'a file of another user',
          `fs.writeFileSync(place, ''); fs.chownSync(place, 12345, 12345); fs.chmodSync(place, 0o666);`,
          'a file of another user (uid 12345)',
        ],
      ] as const)
    : []),
];

describe.runIf(process.platform !== 'win32')('in the place of a file of ours', () => {
  it.each(
    ['', '.001'].flatMap((part) => strangers.map((stranger) => [part, ...stranger] as const)),
  )('%s %s gets no record', async (part, _, make, why) => {
    const program = await runLogged(
      `const { execFileSync } = require('node:child_process');
      fs.mkdirSync('llm_logs', { mode: 0o777 });
      fs.writeFileSync('victim', ${JSON.stringify(SECRET)}, { mode: 0o600 });
      const place = file().replace('.jsonl', '${part}.jsonl');
      ${make}
      const before = fs.lstatSync(place);
      log(1, 2); later(1000); log(3, 3);
      const after = fs.lstatSync(place);
      console.log(place, after.ino === before.ino, after.size === before.size, fs.existsSync('nowhere'));
      fs.rmSync(place, { recursive: true }); later(1000); log(4, 4);`,
      { env },
    );
    const [place, ...state] = program.stdout.trim().split(' ');
    expect(program.exitCode).toBe(0);
    expect(state).toEqual(['true', 'true', 'false']);
    expect(program.logged).toEqual([4]);
    expect(lostIn(program)).toBe(3);
    expect(lines(program.stderr)).toEqual([
      `llm-otel: a call record could not be written: Error: ${path.join(program.directory, place!)} is ${why}; remove it, or use a directory that no other user can write`,
    ]);
    expect(readFileSync(path.join(program.directory, 'victim'), 'utf8')).toBe(SECRET);
  });

  it('a link that came while the file was open is not followed back to it', async () => {
    const program = await runLogged(
      `log(1, 1); fs.renameSync(file(), 'moved'); fs.symlinkSync('../moved', file());
      later(1000); log(2, 2); fs.rmSync(file()); later(1000); log(3, 3);
      console.log(fs.readFileSync('moved', 'utf8').split('\\n').length);`,
      { env },
    );
    expect(program.stdout).toBe('2\n');
    expect(program.logged).toEqual([3]);
    expect(lostIn(program)).toBe(1);
  });
});

describe('what is ours', () => {
  it('is a file on a volume that gives all files one owner', async () => {
    const program = await runLogged(
      `const [real, link] = [fs.fstatSync, fs.lstatSync];
      const owned = (stats) => stats && Object.assign(stats, { uid: 65533 });
      fs.fstatSync = (...of) => owned(real(...of)); fs.lstatSync = (...of) => owned(link(...of));
      fs.mkdirSync('llm_logs'); fs.writeFileSync(file(), ''); log(1, 2);`,
      { env },
    );
    expect(program.logged).toEqual([1, 2]);
    expect([...program.files]).toHaveLength(1);
    expect(lines(program.stderr)).toEqual([]);
  });

  it('is removed when it is old; links and directories with such names stay', async () => {
    const program = await runLogged(
      `fs.mkdirSync('llm_logs'); fs.mkdirSync('elsewhere');
      const old = (day) => 'llm_logs/llm_logs_2020-01-0' + day + '.jsonl';
      fs.writeFileSync('victim', ''); fs.symlinkSync('../victim', old(1)); fs.mkdirSync(old(2));
      fs.writeFileSync(old(3), ''); log(1, 1);
      setImmediate(() => setImmediate(() => {
        console.log(fs.existsSync('victim'), [1, 2, 3].map((day) => fs.existsSync(old(day))).join());
        fs.rmdirSync(old(2));
      }));`,
      { env: { ...env, LLM_OTEL_LOG_RETENTION_DAYS: '1' } },
    );
    expect(program.stdout).toBe('true true,true,false\n');
  });
});
