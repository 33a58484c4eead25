// Parquet as a directory of days, and of services.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { run } from './hosted-command.ts';
import { call, directory, logOf, type TestRecord } from './records.ts';

it('writes Parquet with a folder for each day in UTC, again only for days that it has', async () => {
  const log = logOf([
    call({ timestamp: '2026-10-05T23:59:59.999Z', cost_usd: 1 }),
    call({ timestamp: '2026-10-06T00:00:00.000Z', cost_usd: 2 }),
  ]);
  const grown = logOf([
    call({ timestamp: '2026-10-05T23:59:59.999Z', cost_usd: 7 }),
    call({ timestamp: '2026-10-06T00:00:00.000Z', cost_usd: 2 }),
    call({ timestamp: '2026-10-06T12:00:00.000Z', cost_usd: 3 }),
  ]);
  const output = path.join(directory(), "o'clock");
  const options = ['--format', 'parquet', '--partition-by', 'date', '--output', output];
  const partition = (...args: string[]): Promise<unknown> =>
    run(['export', ...options, ...args], { env: { TZ: 'America/New_York' } });
  await partition('--dir', log);
  expect(readdirSync(output).toSorted()).toEqual(['date=2026-10-05', 'date=2026-10-06']);
  expect(statSync(path.join(output, 'date=2026-10-05')).mode & 0o077).toBe(0);

  await partition('--dir', grown, '--since', '2026-10-06T06:00Z');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files = path.join(output.replaceAll("'", "''"), '*/*.parquet');
  const reader = await connection.runAndReadAll(
    `SELECT CAST(date AS VARCHAR) AS date, cost_usd FROM read_parquet('${files}', hive_partitioning = true) ORDER BY ALL`,
  );
  expect(reader.getRowObjectsJson()).toEqual([
    { date: '2026-10-05', cost_usd: '1.000000000' },
    { date: '2026-10-06', cost_usd: '2.000000000' },
    { date: '2026-10-06', cost_usd: '3.000000000' },
  ]);
  expect(readdirSync(output).toSorted()).toEqual(['date=2026-10-05', 'date=2026-10-06']);
});

/** The files below `output`, and how many records each has. */
async function filesIn(output: string): Promise<Record<string, number>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `SELECT filename, count(*)::INTEGER FROM read_parquet('${output}/**/*.parquet', filename = true) GROUP BY ALL`,
  );
  const rows = reader.getRows() as [string, number][];
  return Object.fromEntries(rows.map(([file, count]) => [path.relative(output, file), count]));
}

it('lays services in folders, and each host replaces its own files alone', async () => {
  const of = (day: string, service: unknown): TestRecord =>
    call({ timestamp: `2026-10-${day}T10:00:00.000Z`, service_name: service });
  const output = directory();
  const options = ['--format', 'parquet', '--partition-by', 'date,service', '--output', output];
  const partition = (log: string, name: string): Promise<unknown> =>
    run(['export', ...options, '--name', name, '--dir', log]);
  const hostile = '../ä=/shop';
  await partition(logOf([of('05', 'shop'), of('05', 'shop'), of('05', hostile)]), 'a');
  await partition(logOf([of('05', 'shop'), of('05', undefined), of('06', 'shop')]), 'a_1');
  expect(await filesIn(output)).toEqual({
    'date=2026-10-05/service=shop/a_0.parquet': 2,
    'date=2026-10-05/service=..____shop/a_0.parquet': 1,
    'date=2026-10-05/service=shop/a_1_0.parquet': 1,
    'date=2026-10-05/service=unknown/a_1_0.parquet': 1,
    'date=2026-10-06/service=shop/a_1_0.parquet': 1,
  });

  await partition(logOf([of('05', 'shop')]), 'a');
  const files = await filesIn(output);
  expect(files).toMatchObject({
    'date=2026-10-05/service=shop/a_0.parquet': 1,
    'date=2026-10-05/service=shop/a_1_0.parquet': 1,
  });
  expect(Object.keys(files)).toHaveLength(4);
  expect(readdirSync(path.join(output, 'date=2026-10-05'))).not.toContain('service=..____shop');
});

it.each([
  [['--name', 'a'], '--name is for --partition-by'],
  [['--partition-by', 'date', '--name', '../a'], 'give up to 100 letters, digits and . _ -'],
])('does not take a name like %j', async (options, message) => {
  const log = logOf([call()]);
  const output = path.join(log, 'out');
  const asked = ['export', '--format', 'parquet', '--output', output, '--dir', log, ...options];
  const { status, stderr } = await run(asked);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
});

it.each([
  ['jsonl', 'elsewhere', '--partition-by is for --format parquet, and the format is jsonl'],
  ['parquet', '.', 'is the directory of the log, or others can write to it'],
])('does not partition %s in %s', async (format, place, message) => {
  const log = logOf([call()]);
  const output = path.join(log, place);
  const options = ['--format', format, '--partition-by', 'date', '--output', output, '--dir', log];
  const { status, stderr } = await run(['export', ...options]);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
});
