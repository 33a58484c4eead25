// Parquet as a directory of days.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { run } from './command.ts';
import { call, directory, logOf } from './records.ts';

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
