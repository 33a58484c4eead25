// What a command loads and reads: help needs no database, and an answer from the cache none of the log's content.
import { chmodSync, mkdirSync, openSync, readdirSync, closeSync, writeSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, type Result, run } from './command.ts';
import { run as hosted } from './hosted-command.ts';
import { call, directory, LOG, logOf } from './records.ts';

/** Runs a command with `program` in its process, before anything else. */
function runWith(program: string, args: readonly string[]): Promise<Result> {
  const url = `data:text/javascript,${encodeURIComponent(program)}`;
  return run(args, { env: { NODE_OPTIONS: `--import=${url}` } });
}

const TELL_MODULES = `
  import { registerHooks } from 'node:module';
  const urls = [];
  registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
  process.on('exit', () => process.stderr.write('LOADED ' + JSON.stringify(urls)));`;
const WITHOUT_DATABASE = `
  import { registerHooks } from 'node:module';
  registerHooks({ resolve(name, context, next) {
    if (name.startsWith('@duckdb/')) throw new Error("Cannot find module '" + name + "'");
    return next(name, context);
  } });`;

/** The URLs of the modules that a command loads. */
async function modulesOf(args: readonly string[]): Promise<readonly string[]> {
  const { stderr } = await runWith(TELL_MODULES, args);
  return JSON.parse(stderr.slice(stderr.lastIndexOf('LOADED ') + 7)) as string[];
}

/** The packages that a command loads. */
async function packagesOf(args: readonly string[]): Promise<ReadonlySet<string>> {
  const urls = await modulesOf(args);
  return new Set(
    urls.flatMap((url) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []),
  );
}

describe('what a command loads', () => {
  it.each([
    [['stats', '--help']],
    [['--help']],
    [['--version']],
    [['no-command']],
    [['serve', '--help']],
  ])('is one package for %j', async (args) =>
    expect(await packagesOf(args)).toEqual(new Set(['commander'])),
  );

  it.each([
    [['--help'], []],
    [['help'], []],
    [['no-command'], []],
    [['help', 'stats'], ['stats']],
    [['stats', '--help'], ['stats']],
  ])('is the command that is asked for with %j', async (args, expected) => {
    const commands = (await modulesOf(args)).flatMap(
      (url) => /\/commands\/([a-z]+)\.js$/.exec(url)?.[1] ?? [],
    );
    expect(commands).toEqual(expected);
  });

  it('is the database, and no table, for an answer in JSON', async () => {
    const packages = await packagesOf(['stats', '--json', '--dir', logOf([call()])]);
    expect(packages).toContain('@duckdb/node-api');
    expect(packages).not.toContain('string-width');
  });

  it('is said where the database is missing', async () => {
    const { status, stderr } = await runWith(WITHOUT_DATABASE, ['stats', '--dir', logOf([call()])]);
    expect(status).toBe(2);
    expect(stderr).toContain("DuckDB's library for");
    expect((await runWith(WITHOUT_DATABASE, ['stats', '--help'])).status).toBe(0);
  });
});

it('lists each command with what its own help says of it', async () => {
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ');
  const list = words((await hosted(['--help'])).stdout);
  const names = [...list.matchAll(/ (\w+) \[options\]/g)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const { stdout } = await hosted([name, '--help']);
    const [, takes, description] = /^Usage: llm-otel (.+)\n\n([^]+?)\n\n/.exec(stdout)!;
    expect(list).toContain(words(` ${takes} ${description} `));
  }
});

it('reads nothing again that the cache has', async () => {
  const log = logOf(Array.from({ length: 200 }, () => call({ user_id: 'u'.repeat(100) })));
  const before = await ask(log, 'stats');
  const file = openSync(path.join(log, LOG), 'r+');
  writeSync(file, '#'.repeat(20_000), 20_000);
  closeSync(file);
  expect(await ask(log, 'stats')).toEqual(before);
  expect(await ask(log, 'stats', '--no-cache')).not.toEqual(before);
});

describe.runIf(process.platform === 'linux')('compiled code', () => {
  const placeIn = (temporary: string): string =>
    path.join(temporary, `llm-otel-code-${process.geteuid!()}`);
  // Where the processes of a test run share what they compile, that counts: here it must not.
  const help = (temporary: string): Promise<Result> =>
    run(['--help'], { env: { TMPDIR: temporary, NODE_COMPILE_CACHE: '' } });

  it('is kept for the next command', async () => {
    const temporary = directory();
    expect((await help(temporary)).status).toBe(0);
    expect(readdirSync(placeIn(temporary))).toHaveLength(1);
    expect((await help(temporary)).status).toBe(0);
  });

  it('is not taken from a directory that others can write', async () => {
    const temporary = directory();
    mkdirSync(placeIn(temporary));
    chmodSync(placeIn(temporary), 0o777);
    expect((await help(temporary)).status).toBe(0);
    expect(readdirSync(placeIn(temporary))).toEqual([]);
  });

  it('is not kept where there is no place for it', async () => {
    const { status, stderr } = await help('/proc/self/no-such-place');
    expect([status, stderr]).toEqual([0, '']);
  });
});
