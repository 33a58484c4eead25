// A log so long that the database commits while more of it is read.
import path from 'node:path';
import { expect, it } from 'vitest';
import { Engine } from '../src/store/engine.ts';
import { ask } from './command.ts';
import { call, directory, toLines, write } from './records.ts';

const CALLS = 115_000;
/** The database commits before the last of them is read. */
const FIRST_FILE = 113_000;

it('keeps every record of a long log once, at its place', async () => {
  const log = directory();
  const records = Array.from({ length: CALLS }, (_, at) => call({ prompt_tokens: at }));
  write(log, toLines(records.slice(0, FIRST_FILE)), 'llm_logs_2026-10-05.jsonl');
  write(log, toLines(records.slice(FIRST_FILE)), 'llm_logs_2026-10-06.jsonl');
  const sql = `SELECT count(*) AS n, count(DISTINCT request_id) AS ids, sum(prompt_tokens) AS tokens,
    count(*) FILTER (line_offset = 0) AS firsts FROM calls`;
  expect((await ask(log, 'sql', sql)).rows).toEqual([
    { n: CALLS, ids: CALLS, tokens: (CALLS * (CALLS - 1)) / 2, firsts: 2 },
  ]);
  for (const at of [FIRST_FILE - 1, CALLS - 1]) {
    const record = records[at]!;
    const { record: found, log: read } = await ask(log, 'get', String(record['request_id']));
    expect(found).toEqual(record);
    expect(read).toEqual({ read: CALLS, bad: 0, pending: 0, joined: 0 });
  }
});

it('writes Parquet that is larger than its memory, in its order', async () => {
  const place = directory();
  const engine = await Engine.open(undefined, { temporaryDirectory: path.join(place, 'tmp') });
  const file = path.join(place, 'calls.parquet');
  const sql = `SELECT range AS number, range || repeat('ä', 1000) AS text FROM range(250000)`;
  await engine.copyToParquet({ sql, parameters: [] }, file);
  const rows = await engine.rows(
    `SELECT count(*) AS n, min(number - file_row_number) AS first, max(number - file_row_number) AS last FROM '${file}'`,
  );
  engine.close();
  expect(rows).toEqual([{ n: 250_000, first: 0, last: 0 }]);
});
