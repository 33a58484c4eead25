// A log directory that others can write: no command waits for what they put there, or reads another
// directory through it.
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, directory, LOG, logOf } from './records.ts';
import { serve, YEAR } from './served.ts';
import { put, strangerOf, strangers } from './strangers.ts';

const NAME = 'llm_logs_2026-10-06.jsonl';
const isNoFile = (what: string): boolean => !/of a file|another user/.test(what);
const noFiles = strangers.filter(([what]) => isNoFile(what));
const note = `llm-otel: ${NAME} is a link out of the log directory and is not read; copy the file\n`;

const commands: readonly (readonly string[])[] = [
  ['logs'],
  ['tail', '--no-follow'],
  ['doctor'],
  ['export'],
  ['sql', 'SELECT count(*) FROM calls'],
];

it.each([
  ...noFiles.map((stranger) => [['stats'], ...stranger] as const),
  ...commands.map((args) => [args, 'a pipe', strangerOf('a pipe')] as const),
])('%j does not read %s', async (args, what, make) => {
  const log = logOf([call()]);
  put(make, path.join(log, NAME));
  const { status, stderr } = await run([...args, '--dir', log]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: what.includes('link') ? note : '' });
});

it.each(noFiles)('prune and migrate leave %s', async (_, make) => {
  const log = logOf([call({ schema_version: '0.1' })]);
  const isAsBefore = put(make, path.join(log, NAME));
  expect((await ask(log, 'migrate')).files).toMatchObject([{ name: LOG }]);
  expect((await ask(log, 'prune', '--older-than', '1d')).removed).toEqual([LOG]);
  isAsBefore();
});

it('the service does not read a pipe', async () => {
  const log = logOf([call()]);
  put(strangerOf('a pipe'), path.join(log, NAME));
  const { get } = await serve(log);
  expect((await get(`/v1/logs?${YEAR}`)).json).toMatchObject({
    count: 1,
    log: { read: 1, bad: 0 },
  });
});

it('reads a link to a file of the same directory', async () => {
  const log = logOf([call()], 'current.jsonl');
  symlinkSync('current.jsonl', path.join(log, LOG));
  const { stderr } = await run(['stats', '--dir', log]);
  expect(stderr).toBe('');
});

it('reads a directory that is named by a link', async () => {
  const log = logOf([call()]);
  const named = path.join(directory(), 'logs');
  symlinkSync(log, named);
  expect((await ask(named, 'stats')).log.read).toBe(1);
});

it('names one link, and how many more there are', async () => {
  const log = logOf([call()]);
  for (const name of [NAME, 'other.jsonl'])
    put(strangerOf('a link to a file'), path.join(log, name));
  const { stderr } = await run(['stats', '--dir', log]);
  expect(stderr).toBe(note.replace('.jsonl', '.jsonl (and 1 more)'));
});

it.each(['import', 'replay'])(
  '%s refuses a pipe, and leaves one in a directory',
  async (command) => {
    const folder = directory();
    const args = command === 'import' ? ['--dir', directory()] : ['--position', 'nowhere.json'];
    execFileSync('mkfifo', [path.join(folder, 'a.jsonl')]);
    const refused = await run([command, path.join(folder, 'a.jsonl'), '--dry-run', ...args]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/a\.jsonl is no regular file; write it to one first\n$/);
    symlinkSync('nowhere', path.join(folder, 'b.jsonl'));
    writeFileSync(path.join(folder, 'c.jsonl'), 'oops\n');
    const { status, stdout } = await run([command, folder, '--dry-run', '--json', ...args]);
    // An import that understands nothing has failed.
    const expected = { status: command === 'import' ? 2 : 0, bad: 1 };
    expect({ status, ...JSON.parse(stdout) }).toMatchObject(expected);
  },
);

it('refuses a pipe as the position of a replay', async () => {
  const position = path.join(directory(), 'position.json');
  execFileSync('mkfifo', [position]);
  const args = ['--position', position, '--dry-run'];
  const { status, stderr } = await run(['replay', path.join(logOf([call()]), LOG), ...args]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `llm-otel: ${position} is no position file; name another with --position, or remove it\n`,
  });
});
