// What goes wrong: a clear sentence, and the documented exit code.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { main } from './command.ts';
import { ask, run } from './hosted-command.ts';
import { call, directory, hex, logOf, toLines, write } from './records.ts';

const cases: readonly (readonly [string, number, readonly string[], string])[] = [
  ['no such id', 1, ['get', 'nope'], 'no record has the request_id or response_id "nope"'],
  ['no such trace', 1, ['trace', hex(0xdead, 32)], 'no record is of the trace 0000'],
  ['no such session', 1, ['session', 'nope'], 'no record has the session_id or conversation_id'],
  ['an id of nothing', 1, ['trace', 'nope'], 'no record is of the trace nope, or has'],
  ['a bad date', 2, ['logs', '--since', 'lately'], '--since is "lately"; give a date such as'],
  ['a day that is none', 2, ['logs', '--until', '2026-02-31'], '--until is "2026-02-31"'],
  ['an end before the start', 2, ['logs', '--since', '1h', '--until', '2h'], 'swap them'],
  ['a bad condition', 2, ['logs', '--where', 'model'], '--where is "model"; write key=value'],
  ['a key of no record', 2, ['logs', '--where', 'modell=x'], 'did you mean model'],
  ['a group of no record', 2, ['stats', '--group-by', 'teh_user'], 'or an attribute "teh_user"'],
  ['a key that is none', 2, ['logs', '--where', 'a"b=1'], '"a\\"b" is no key'],
  ['content as a key', 2, ['stats', '--group-by', 'input_messages'], 'is content; find it with'],
  ['a number that is none', 2, ['logs', '--where', 'latency_ms>fast'], '"fast" is none'],
  ['a truth that is none', 2, ['logs', '--where', 'success=yes'], 'success is true or false'],
  ['an order of lists', 2, ['logs', '--where', 'finish_reasons>a'], 'finish_reasons is a list'],
  [
    'an unknown type',
    2,
    ['logs', '--type', 'all_of_it'],
    '--type is "all_of_it"; give one of model',
  ],
  ['an unknown status', 2, ['logs', '--status', 'fine'], '--status is "fine"; give success or'],
  ['a limit that is none', 2, ['logs', '--limit', '0'], 'a whole number of at least 1'],
  [
    'an unknown metric',
    2,
    ['top', '--by', 'model', '--metric', 'p96'],
    'Allowed choices are count',
  ],
  ['nothing to compare', 2, ['compare'], 'compare needs --by <key> or --window <length>'],
  ['a window that is none', 2, ['compare', '--window', 'long'], '--window is "long"'],
  ['an unknown option', 2, ['logs', '--modle', 'x'], '(Did you mean --model?)'],
  ['an unknown command', 2, ['stat'], '(Did you mean stats?)'],
  ['no command', 2, [], 'Usage: llm-otel'],
  ['an unknown format', 2, ['export', '--format', 'xml'], 'Allowed choices are csv, json, jsonl'],
  ['Parquet without a file', 2, ['export', '--format', 'parquet'], 'name it with --output'],
  [
    'a file that cannot be written',
    2,
    ['export', '--output', '/proc/nope'],
    '/proc/nope cannot be',
  ],
  ['nothing to prune by', 2, ['prune'], 'prune needs --older-than <length> or --max-bytes'],
  ['a size that is none', 2, ['prune', '--max-bytes', 'big'], '--max-bytes is "big"'],
  ['a file that is not there', 2, ['import', 'nowhere'], 'nowhere does not exist'],
  ['an endpoint that is none', 2, ['replay', '.', '--endpoint', 'here'], '--endpoint is "here"'],
  [
    'a directory that is not there',
    2,
    ['logs', '--dir', '/nowhere'],
    '/nowhere does not exist; name',
  ],
  ['a directory that is none', 2, ['logs', '--dir', main], 'is no directory'],
];

it.each(cases)('%s', async (_what, status, args, message) => {
  const log = logOf([call()]);
  const result = await run(args, { env: { LLM_OTEL_LOG_DIR: log }, cwd: log });
  expect(result.stderr).toContain(message);
  expect(result.stderr).not.toMatch(/^ +at /m);
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status, stdout: '' });
});

it('answers about an empty log', async () => {
  const log = directory();
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 0, total_cost: null });
  expect(await ask(log, 'logs')).toMatchObject({ records: [], count: 0 });
  for (const args of [
    ['stats'],
    ['logs', '--where', 'x=1'],
    ['search', 'a'],
    ['doctor'],
    ['anomalies'],
  ]) {
    const { status } = await run([...args, '--dir', log]);
    expect([args[0], status]).toEqual([args[0], 0]);
  }
});

it('refuses what a newer version has written, unless told to leave it out', async () => {
  const log = logOf([call(), call({ schema_version: '2.0' })]);
  const { status, stderr } = await run(['stats', '--dir', log]);
  expect(status).toBe(3);
  expect(stderr).toMatch(/llm_logs_2026-10-05\.jsonl, byte \d+ is of version 2\.0/);
  expect(stderr).toContain('update @llm-otel/query');
  expect(await ask(log, 'stats', '--ignore-newer')).toMatchObject({ total_requests: 1 });
});

it('skips damaged lines, tells, and fails only where it is told to', async () => {
  const log = logOf(
    `${toLines([call()])}{"schema_version":"1.0","na${toLines([call()])}oops\n{"a":1`,
  );
  const counts = { read: 2, bad: 2, pending: 1, joined: 1 };
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 2, log: counts });
  const told = await run(['stats', '--dir', log]);
  expect(told.stderr).toContain(
    '2 records read, 2 bad, 1 pending, 1 joined; the first bad one: llm_',
  );
  // Again from the cache.
  const strict = await run(['stats', '--dir', log, '--strict']);
  expect(strict).toMatchObject({ status: 2, stdout: '' });
  expect(strict.stderr).toContain('--strict: 2 lines of the log are damaged');
});

it('points to import where a file is of the collector', async () => {
  const log = logOf('{"resourceSpans":[]}\n');
  expect((await run(['logs', '--dir', log])).stderr).toContain(
    'which `llm-otel import` turns into',
  );
});

it('says in doctor what there is', async () => {
  const log = logOf(`${toLines([call(), call({ schema_version: '0.1' })])}oops\n`);
  write(log, [call({ schema_version: '1.4', new_field: 1 })], 'llm_logs_2026-10-06.jsonl');
  const report = await ask(log, 'doctor');
  expect(report.files).toMatchObject([
    { records: 2, bad: 1, versions: { '1.1': 1, '0.1': 1 } },
    { records: 1, bad: 0, versions: { '1.4': 1 } },
  ]);
  expect(report.cache.state).toBe('made now');
  const { stdout } = await run(['doctor', '--dir', log]);
  expect(stdout).toContain('up to date');
  expect(stdout).toContain('no JSON: oops');
});

it('ends quietly when nobody reads on', async () => {
  const log = logOf(Array.from({ length: 20_000 }, () => call({ padding: 'x'.repeat(200) })));
  const child = spawn(process.execPath, [main, 'export', '--dir', log], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('shows colours to nobody who does not look', async () => {
  const log = logOf([call()]);
  mkdirSync(path.join(log, 'sub'));
  writeFileSync(path.join(log, 'sub', 'other.jsonl'), 'ignored');
  const { stdout } = await run(['tail', '--no-follow', '--dir', log], { env: { TERM: 'xterm' } });
  expect(stdout).toMatch(/^2026-10-05T.* {2}✓ {2}chat gpt-4o {2}15 tokens {2}/);
});
