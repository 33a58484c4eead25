// An archive of Parquet: the exports of several hosts, asked like the logs that they come from.
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Store } from '@llm-otel/query';
import { expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { run as hosted } from './hosted-command.ts';
import { call, directory, failedCall, feedback, hex, logOf, type TestRecord } from './records.ts';
import { serve } from './served.ts';

const TRACE = 'a'.repeat(32);
const PARTITION = ['export', '--format', 'parquet', '--partition-by', 'date,service'];

/** Adds the export of a log to an archive. */
async function addTo(archive: string, log: string, name: string): Promise<void> {
  await run([...PARTITION, '--name', name, '--output', archive, '--dir', log]);
}

async function archiveOf(...logs: readonly (readonly TestRecord[])[]): Promise<string> {
  const archive = directory();
  for (const [at, records] of logs.entries()) await addTo(archive, logOf(records), `host-${at}`);
  return archive;
}

/** What an application's agent does, with a call that two instrumentations tell. */
function agentRun(): TestRecord[] {
  const of = (number: number, parent: number, fields: TestRecord): TestRecord =>
    call({ trace_id: TRACE, span_id: hex(number, 16), parent_span_id: hex(parent, 16), ...fields });
  return [
    of(1, 9, { log_type: 'step_completed', operation: 'invoke_agent', model_id: undefined }),
    of(2, 1, { attributes: { 'otel.scope.name': 'one' }, response_id: 'r1', session_id: 's' }),
    of(3, 2, { attributes: { 'otel.scope.name': 'two' }, response_id: 'r1', session_id: 's' }),
    of(4, 1, { finish_reasons: ['stop', 'length'], cost_usd: 0.25, conversation_id: 'c' }),
  ];
}

/** Without content, which an archive does not have. */
function twoHosts(): [TestRecord[], TestRecord[]] {
  const named = call({ timestamp: '2026-10-05T23:59:59.999Z', service_name: 'shop', stream: true });
  const first = [
    ...agentRun(),
    named,
    feedback({ feedback_request_id: named['request_id'], feedback_score: 0.5 }),
  ];
  const second = [
    call({
      timestamp: '2026-10-06T00:00:00.000Z',
      service_name: '../a b',
      attributes: { 'app.account': '9007199254740993', list: [1, { deep: true }] },
      own: { nested: [null, 'ü'], '__proto__ ': 1 },
    }),
    failedCall({ timestamp: '2026-10-06T01:00:00.000Z', user_id: 'u', cost_usd: 1e-9 }),
  ];
  return [first, second];
}

/** Lines, of JSON where they are: the fields of a record may have another order. */
function parsed(body: string): unknown[] {
  const lines = body.trim().split('\n');
  return lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line));
}

it('answers as the logs that it comes from', async () => {
  const [first, second] = twoHosts();
  const log = await serve(logOf([...first, ...second]));
  const archive = await serve(await archiveOf(first, second));
  const range = 'start_time=2026-10-05T00:00:00Z&end_time=2026-10-07T00:00:00Z';
  const wanted = [
    `/v1/logs?${range}`,
    '/v1/logs?start_time=2026-10-06T00:00:00Z&end_time=2026-10-06T01:00:00Z',
    `/v1/logs?${range}&order=desc&where=app.account%3D9007199254740993`,
    '/v1/stats?group_by=model_id,day',
    '/v1/stats?type=operation&group_by=finish_reason,own.nested',
    '/v1/stats?group_by=model_combination&order_by=feedback',
    '/v1/metrics?end_time=2026-10-06T00:00:00Z',
    '/v1/metrics/prometheus',
    `/v1/traces/${TRACE}`,
    `/v1/calls/${String(first[4]!['request_id'])}`,
    '/v1/sessions/s',
    '/v1/sessions/c',
    `/v1/export?format=jsonl`,
    '/ready',
  ];
  for (const where of wanted) {
    const [expected, found] = [await log.get(where), await archive.get(where)];
    expect({ where, status: found.status }).toEqual({ where, status: 200 });
    expect({ where, answer: parsed(found.body) }).toEqual({ where, answer: parsed(expected.body) });
  }
  const { groups } = (await archive.get('/v1/stats')).json;
  expect(groups[0]).toMatchObject({
    count: 5,
    errors: 1,
    feedback_count: 1,
    cost_usd: 0.250000001,
  });
});

it('takes in files that come, change and go, and names those that it cannot read', async () => {
  const archive = await archiveOf([call({ service_name: 'shop' })]);
  const shop = path.join(archive, 'date=2026-10-05', 'service=shop');
  await using store = await Store.open({ directory: archive });
  expect(store.report.read).toBe(1);

  await addTo(archive, logOf([call({ service_name: 'shop' }), call()]), 'host-1');
  expect(await store.refresh()).toMatchObject({ read: 3, unreadable: [] });

  const file = path.join(shop, 'host-0_0.parquet');
  const good = path.join(shop, 'copy.parquet');
  copyFileSync(file, good);
  writeFileSync(path.join(shop, 'torn.parquet'), 'PAR1 and no more');
  mkdirSync(path.join(shop, '.hidden'));
  copyFileSync(file, path.join(shop, '.hidden', 'a.parquet'));
  const torn = { name: path.join(shop, 'torn.parquet'), why: expect.stringContaining('parquet') };
  expect(await store.refresh()).toMatchObject({ read: 4, unreadable: [torn] });
  expect(
    await store.count({ where: [{ key: 'service_name', operator: '=', value: 'shop' }] }),
  ).toBe(3);

  rmSync(good);
  rmSync(torn.name);
  expect(await store.refresh()).toMatchObject({ read: 3, unreadable: [] });
  expect(statSync(archive).isDirectory()).toBe(true);

  writeFileSync(path.join(shop, 'torn.parquet'), '');
  const { stderr } = await run(['stats', '--dir', archive]);
  expect(stderr).toMatch(/torn\.parquet cannot be read: .*; the rest of the log is/);
});

it('lets questions in SQL read nothing but its calls, and write nothing', async () => {
  const archive = await archiveOf([call(), call()]);
  const file = path.join(archive, 'date=2026-10-05', 'service=unknown', 'host-0_0.parquet');
  const size = statSync(file).size;
  expect((await ask(archive, 'sql', 'SELECT count(*) AS n FROM calls')).rows).toEqual([{ n: 2 }]);
  const refused = [
    [`COPY (SELECT 1) TO '${file}'`, 'only a SELECT can be run'],
    [`EXPLAIN ANALYZE COPY (SELECT 1) TO '${file}'`, 'only a SELECT can be run'],
    [`SELECT * FROM read_text('/etc/hostname')`, 'disabled'],
    [`SELECT * FROM glob('${archive}/**')`, 'disabled'],
  ] as const;
  for (const [query, message] of refused) {
    const { status, stderr } = await run(['sql', query, '--dir', archive]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  }
  expect(statSync(file).size).toBe(size);
});

it.each([
  ['prune', '--older-than', '1d'],
  ['doctor'],
  ['tail'],
  ['import', import.meta.filename],
  ['migrate'],
])('is no log: %s', async (...args) => {
  const archive = directory();
  mkdirSync(path.join(archive, 'date=2026-10-05'));
  const { status, stderr } = await run([...args, '--dir', archive]);
  expect(stderr).toContain('is an archive of Parquet files, and this needs a log of JSON lines');
  expect(status).toBe(2);
});

it('is not read where a log is as well', async () => {
  const both = logOf([call()]);
  mkdirSync(path.join(both, 'date=2026-10-05'));
  const { status, stderr } = await run(['stats', '--dir', both]);
  expect(stderr).toContain('has both a log (llm_logs_2026-10-05.jsonl) and an archive (date=');
  expect(status).toBe(2);
});

it('names the way to a bucket that cannot be read here', async () => {
  const env = { HOME: directory() };
  const commands = [
    ['stats'],
    ['logs'],
    ['get', 'x'],
    ['trace', 'x'],
    ['session', 'x'],
    ['sql', 'SELECT 1'],
    ['export', '--format', 'jsonl'],
    ['serve', '--port', '0'],
  ];
  for (const command of commands) {
    const { status, stdout, stderr } = await hosted([...command, '--dir', 's3://calls/all'], {
      env,
    });
    expect({ command, status, stdout, stderr }).toEqual({
      command,
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/extension httpfs, .* aws s3 sync s3:\/\/calls\/all \.\/calls/),
    });
  }
  for (const place of ['gs://calls/all', 's3://calls/*']) {
    const { status, stderr } = await hosted(['stats', '--dir', place], { env });
    expect(stderr).toContain('only addresses such as s3://bucket/calls are read: copy others to');
    expect(status).toBe(2);
  }
});

it('is neither written to a bucket nor imported from one', async () => {
  const [log, cwd] = [logOf([call()]), directory()];
  const output = ['--output', 's3://calls/all', '--dir', log];
  for (const command of [
    [...PARTITION, ...output],
    ['export', '--format', 'parquet', ...output],
    ['export', '--format', 'jsonl', ...output],
    ['import', 's3://calls/all', '--dir', log],
    ['replay', 's3://calls/all', '--endpoint', 'http://127.0.0.1:9'],
  ]) {
    const { status, stderr } = await hosted(command, { cwd });
    expect({ command, status, stderr }).toEqual({
      command,
      status: 2,
      stderr: expect.stringMatching(/s3:\/\/calls\/all.* is in a bucket; .* folder/),
    });
  }
  expect(readdirSync(cwd)).toEqual([]);
});

it('is told apart, in a bucket, from the log that a command needs', async () => {
  const file = path.join(directory(), 'traces.jsonl');
  writeFileSync(file, '');
  const commands = [
    ['prune', '--older-than', '1d'],
    ['doctor'],
    ['tail'],
    ['tail', '--no-follow'],
    ['import', file],
    ['migrate'],
    ['reprice'],
    ['feedback', 'x', '--thumbs', 'up'],
  ];
  for (const command of commands) {
    const { status, stdout, stderr } = await hosted([...command, '--dir', 's3://calls/all']);
    const way =
      's3://calls/all is in a bucket, and this needs a log of JSON lines in a folder; copy';
    const told = expect.stringContaining(way);
    expect({ command, status, stdout, stderr }).toEqual({
      command,
      status: 2,
      stdout: '',
      stderr: told,
    });
  }
  const { status, stderr } = await hosted(['compact', '--dir', 's3://calls/all']);
  expect(stderr).toContain('is a bucket, in which nothing can be replaced; copy it to a folder');
  expect(status).toBe(2);
});
