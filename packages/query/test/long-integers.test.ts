// Integers beyond 2^53 keep all digits, from the wire to every answer.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { readRequest } from '../src/otlp/index.ts';
import { parseCondition } from '../src/store/filter.ts';
import { Store } from '../src/store/store.ts';
import { ask, run } from './hosted-command.ts';
import { call, directory, logOf, type TestRecord, toLines } from './records.ts';
import { serve } from './served.ts';
import { spansFile } from './spans.ts';

const ACCOUNTS = [
  '9007199254740992',
  '9007199254740993',
  '1234567890123456789',
  '-9223372036854775808',
];
const KEY = 'app.account';

/** Records with each of the accounts, as a JSON integer. */
const rawLog = (): string =>
  logOf(
    toLines(
      ACCOUNTS.map((account) =>
        call({ attributes: { [KEY]: `#${account}` }, shard: [`#${account}`] }),
      ),
    ).replace(/"#(-?\d+)"/g, '$1'),
  );

/** The same from spans of a collector. */
async function importedLog(): Promise<string> {
  const log = path.join(directory(), 'log');
  await ask(
    log,
    'import',
    spansFile(ACCOUNTS.map((intValue) => ({ attributes: { [KEY]: { intValue } } }))),
  );
  return log;
}

const accountsIn = (records: readonly TestRecord[]): unknown[] =>
  records.map(({ attributes }) => (attributes as TestRecord)[KEY]);

async function accountsWhere(log: string, condition: string): Promise<unknown[]> {
  await using store = await Store.open({ directory: log });
  return accountsIn(await store.allRecords({ where: [parseCondition(condition)] }));
}

it.each([
  ['records', rawLog],
  ['spans', importedLog],
])('answers exactly about those of %s', async (_what, makeLog) => {
  const log = await makeLog();
  const groups = (await ask(log, 'stats', '--group-by', KEY)).groups as { key: object }[];
  expect(JSON.stringify(groups)).toContain('"1234567890123456789"');
  expect(groups).toHaveLength(ACCOUNTS.length);
  const found = (where: string): Promise<unknown[]> => accountsWhere(log, `${KEY}${where}`);
  for (const account of ACCOUNTS) expect(await found(`=${account}`)).toEqual([account]);
  expect(await found('>9007199254740992')).toEqual([ACCOUNTS[1], ACCOUNTS[2]]);
  expect(await found('<10')).toEqual([ACCOUNTS[3]]);
  const { stdout } = await run(['export', '--dir', log]);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(accountsIn(lines)).toEqual(ACCOUNTS);
  const csv = (await run(['export', '--format', 'csv', '--dir', log])).stdout;
  for (const account of ACCOUNTS) expect(csv).toContain(`{""${KEY}"":""${account}""}`);
  const { rows } = await ask(
    log,
    'sql',
    `SELECT (attributes->>'${KEY}')::BIGINT AS account FROM calls`,
  );
  expect(rows).toEqual(ACCOUNTS.map((account) => ({ account })));
});

it('answers over HTTP and writes Parquet exactly', async () => {
  const log = rawLog();
  const output = path.join(directory(), 'calls.parquet');
  await ask(log, 'export', '--format', 'parquet', '--output', output);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(`SELECT attributes FROM '${output}'`);
  expect(
    accountsIn(reader.getRows().map(([text]) => ({ attributes: JSON.parse(String(text)) }))),
  ).toEqual(ACCOUNTS);
  const { get } = await serve(log);
  const times = 'start_time=2026-10-01T00:00Z&end_time=2026-11-01T00:00Z';
  const { json } = await get(`/v1/logs?${times}&where=${KEY}%3D${ACCOUNTS[1]}`);
  expect(accountsIn((json as { logs: [] }).logs)).toEqual([ACCOUNTS[1]]);
});

it('writes integers as integers into the log, and sends them as integers', async () => {
  const log = await importedLog();
  const [name] = readdirSync(log).filter((one) => one.endsWith('.jsonl'));
  expect(readFileSync(path.join(log, name!), 'utf8')).toContain(`"${KEY}":9007199254740993`);
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  for (const place of [log, rawLog()]) {
    const args = ['replay', place, '--endpoint', sink.url];
    expect(await run(args, { cwd: directory() })).toMatchObject({ status: 0, stderr: '' });
  }
  const sent = sink.traces().map(({ attributes }) => attributes[KEY]);
  expect(sent).toEqual([...ACCOUNTS, ...ACCOUNTS]);
  const bodies = sink.requests.map(({ rawBody }) => rawBody).join('');
  expect(bodies.split('"intValue":"9007199254740993"')).toHaveLength(3);
});

it('keeps texts of digits texts, and numbers numbers', async () => {
  const log = logOf([
    call({ attributes: { id: '9007199254740993', n: 2.5, big: 1e300 }, latency_ms: 5 }),
    call({ attributes: { id: '7', n: 10 } }),
  ]);
  expect((await ask(log, 'logs', '--where', 'id=9007199254740993')).records).toHaveLength(1);
  expect((await ask(log, 'logs', '--where', 'n>9')).records).toHaveLength(1);
  expect((await ask(log, 'logs', '--where', 'big>90071992547409930')).records).toHaveLength(1);
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  await run(['replay', log, '--endpoint', sink.url], { cwd: directory() });
  expect(sink.requests[0]!.rawBody).toContain('"stringValue":"9007199254740993"');
  expect(sink.traces()[0]!.attributes).toMatchObject({ id: '9007199254740993', big: 1e300 });
});

it.each([
  [{ intValue: '9007199254740993' }, 'int', '9007199254740993'],
  [{ intValue: '9007199254740991' }, 'int', 9007199254740991],
  [
    { arrayValue: { values: [{ intValue: '1' }, { intValue: '-9007199254740993' }] } },
    'int[]',
    [1, '-9007199254740993'],
  ],
])('reads %j of OTLP/JSON exactly', (value, type, plain) => {
  const span = { attributes: [{ key: 'k', value }] };
  const { spans } = readRequest({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  expect(spans[0]!.attributes.get('k')).toEqual({ type, value: plain });
});

it('finds a field of whole numbers and a time exactly', async () => {
  const log = logOf(
    toLines([call({ prompt_tokens: 1 }), call()]).replace(
      '"prompt_tokens":1,',
      '"prompt_tokens":9007199254740993,',
    ),
  );
  expect(
    (await ask(log, 'logs', '--where', 'prompt_tokens=9007199254740993')).records,
  ).toHaveLength(1);
  expect(
    (await ask(log, 'logs', '--where', 'prompt_tokens=9007199254740992')).records,
  ).toHaveLength(0);
  const [{ time_unix_nano: time }] = (await ask(log, 'logs')).records;
  expect((await ask(log, 'logs', '--where', `time_unix_nano=${time}`)).records).toHaveLength(1);
});
