// Records for other programs.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { ALIASES, FIELDS } from '../src/schema.ts';
import { Store } from '../src/store/store.ts';
import { ask, run } from './hosted-command.ts';
import { call, directory, failedCall, feedback, logOf, toLines } from './records.ts';

/** Rows of CSV, by the rules of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

it('S2-70: writes CSV with all keys, sorted', async () => {
  const records = [
    call({ finish_reasons: ['stop'], attributes: { a: 1 }, name: 'a, "b"\r\nc' }),
    failedCall({ zebra: 'last', cost_usd: null }),
  ];
  const { stdout } = await run(['export', '--format', 'csv', '--dir', logOf(records)]);
  const [header, ...rows] = parseCsv(stdout);
  expect(header).toEqual([...new Set(records.flatMap((one) => Object.keys(one)))].toSorted());
  const cell = (row: number, name: string): string => rows[row]![header!.indexOf(name)]!;
  expect(rows).toHaveLength(2);
  expect(cell(0, 'finish_reasons')).toBe('["stop"]');
  expect(cell(0, 'attributes')).toBe('{"a":1}');
  expect(cell(0, 'name')).toBe('a, "b"\r\nc');
  expect(cell(0, 'zebra')).toBe('');
  expect(cell(1, 'zebra')).toBe('last');
  expect(cell(1, 'cost_usd')).toBe('');
});

it('writes no formulas (D14)', async () => {
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'];
  const records = evil.map((user_id) => call({ user_id, delta: -5 }));
  const { stdout } = await run(['export', '--format', 'csv', '--dir', logOf(records)]);
  const [header, ...rows] = parseCsv(stdout);
  expect(rows.map((row) => row[header!.indexOf('user_id')])).toEqual(
    evil.map((one) => `'${one.replace('\r', '\uFFFD')}`),
  );
  expect(rows[0]![header!.indexOf('delta')]).toBe('-5');
});

it('S2-81: writes a header for nothing', async () => {
  const { status, stdout } = await run(['export', '--format', 'csv', '--dir', directory()]);
  expect(status).toBe(0);
  expect(parseCsv(stdout)).toEqual([FIELDS.map(({ name }) => name).toSorted()]);
});

it('S2-69: writes an indented JSON array', async () => {
  const records = [call({ input_messages: [{ role: 'user' }] }), failedCall()];
  const log = logOf(records);
  const { stdout } = await run(['export', '--format', 'json', '--dir', log]);
  expect(JSON.parse(stdout)).toEqual(records);
  expect(stdout).toBe(`${JSON.stringify(records, undefined, 2)}\n`);
  const none = await run(['export', '--format', 'json', '--model', 'none', '--dir', log]);
  expect(JSON.parse(none.stdout)).toEqual([]);
});

it('writes JSON lines as the log has them, for a filter', async () => {
  const records = [call({ model_id: 'a' }), call({ model_id: 'b' }), call({ model_id: 'a' })];
  const { stdout } = await run(['export', '--model', 'a', '--dir', logOf(records)]);
  expect(stdout).toBe(toLines([records[0]!, records[2]!]));
});

it('adds the other names of fields', async () => {
  const record = call({ latency_ms: 1234.5, error_message: 'no', cost_usd: 0.5, top_k: 4 });
  const { stdout } = await run(['export', '--aliases', '--dir', logOf([record])]);
  expect(JSON.parse(stdout)).toEqual({
    ...record,
    model: 'gpt-4o',
    model_name: 'gpt-4o',
    tokens: 15,
    generation_tokens: 5,
    latency_seconds: 1.23,
    retrieval_topk: 4,
    estimated_cost: 0.5,
    error: 'no',
  });
});

it('S2-26: writes calls of models as events with a payload, under all nine other names', async () => {
  const { success: _, ...asked } = call({ log_type: 'request_started' });
  const { model_id: __, ...step } = call({ log_type: 'request_started' });
  const record = call({ error_message: 'no', cost_usd: 0.5, top_k: 4, prompt_template_id: 't' });
  const records = [asked, step, record, failedCall(), call({ log_type: 'tool_completed' })];
  const log = logOf(records);
  const { stdout } = await run(['export', '--events', '--dir', log]);
  expect(stdout).toBe(
    toLines([
      { event: 'LLM_REQUEST', llm_log: asked },
      { event: 'LLM_RESPONSE', llm_log: record },
      { event: 'LLM_RESPONSE', llm_log: records[3] },
    ]),
  );
  const named = await run(['export', '--events', '--aliases', '--format', 'json', '--dir', log]);
  const events = JSON.parse(named.stdout) as { event: string; llm_log: object }[];
  expect(ALIASES).toHaveLength(9);
  expect(Object.keys(events[1]!.llm_log)).toEqual(
    expect.arrayContaining(ALIASES.map(({ name }) => name)),
  );
  const { status, stderr } = await run(['export', '--events', '--format', 'csv', '--dir', log]);
  expect(status).toBe(2);
  expect(stderr).toContain('--events is for --format json and jsonl');
});

it('S2-19: a record is written as it was read, with every field and in its order', async () => {
  const records = [
    call({ own: { nested: [1, null, 'ü', { deep: true }] }, cost_usd: 1e-9, temperature: 0 }),
    failedCall({ error_message: '"quoted"\n', attributes: { a: [1.5, false], '': '' } }),
    feedback({ feedback_score: -1 }),
  ];
  await using store = await Store.open({ directory: logOf(records) });
  const read = await store.allRecords({});
  expect(read.map((record) => JSON.stringify(record))).toEqual(
    records.map((record) => JSON.stringify(record)),
  );
});

it('writes Parquet, which DuckDB reads', async () => {
  const log = logOf([call({ cost_usd: 0.1, query: 'secret' }), failedCall()]);
  const output = path.join(directory(), "o'clock.parquet");
  const answer = await ask(log, 'export', '--format', 'parquet', '--output', output);
  expect(answer).toMatchObject({ output, count: 2, log: { read: 2 } });
  expect(statSync(output).mode & 0o077).toBe(0);
  const bytes = readFileSync(output);
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
  expect(bytes.includes('secret')).toBe(false);
  const { Engine } = await import('../src/store/engine.ts');
  const engine = await Engine.open(undefined, { temporaryDirectory: directory() });
  const file = output.replaceAll("'", "''");
  expect(await engine.rows(`SELECT status, cost_usd FROM read_parquet('${file}')`)).toEqual([
    { status: 'success', cost_usd: 0.1 },
    { status: 'failure', cost_usd: null },
  ]);
  engine.close();
});

/** The rows and the types of the columns of a Parquet export. */
async function parquetOf(log: string, ...args: string[]) {
  const output = path.join(directory(), 'calls.parquet');
  const options = ['--format', 'parquet', '--output', output, '--dir', log];
  await run(['export', ...options, ...args], { env: { TZ: 'America/New_York' } });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM '${output}'`);
  const types = reader.columnTypes().map(String);
  return {
    rows: reader.getRowObjectsJson() as Record<string, unknown>[],
    types: Object.fromEntries(reader.columnNames().map((name, at) => [name, types[at]])),
  };
}

it('writes Parquet with times in UTC, whatever the time zone here is', async () => {
  const { rows, types } = await parquetOf(logOf([call({ timestamp: '2026-10-05T10:00:00.123Z' })]));
  expect(types).toMatchObject({ timestamp: 'TIMESTAMP WITH TIME ZONE' });
  expect(rows[0]!['timestamp']).toBe('2026-10-05 10:00:00.123+00');
});

it('adds the other names of fields to Parquet', async () => {
  const log = logOf([
    call({ latency_ms: 1234.5, cost_usd: 0.5, error_message: 'no' }),
    call({ top_k: 4 }),
  ]);
  expect((await parquetOf(log)).types).not.toHaveProperty('model');
  const { rows } = await parquetOf(log, '--aliases');
  const names = { model: 'gpt-4o', model_name: 'gpt-4o', tokens: '15', generation_tokens: '5' };
  expect(rows).toMatchObject([
    { ...names, latency_seconds: 1.23, estimated_cost: '0.500000000', error: 'no' },
    { ...names, latency_seconds: 0.1, retrieval_topk: 4, estimated_cost: null },
  ]);
});

const CONTROLS = '\u001b[31m\u0007\u007f\u009b\u202e\u2066\u061c\u2028';

it.each(['csv', 'json', 'jsonl', 'parquet'])(
  'writes no control characters, in names too: %s',
  async (format) => {
    const log = logOf([
      call({
        user_id: `a${CONTROLS}b`,
        finish_reasons: [`c${CONTROLS}d`],
        [`e${CONTROLS}f`]: 'value',
        attributes: { [`g${CONTROLS}h`]: `i${CONTROLS}j` },
      }),
    ]);
    const text =
      format === 'parquet'
        ? JSON.stringify(
            Object.values((await parquetOf(log)).rows[0]!)
              .flat()
              .join('\n'),
          )
        : (await run(['export', '--format', format, '--dir', log])).stdout;
    expect(text).not.toMatch(/[^\P{Cc}\t\r\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/u);
    for (const letter of 'acegi') expect(text).toContain(letter);
    if (!format.startsWith('json')) return;
    const [record] = [JSON.parse(text)].flat() as Record<string, unknown>[];
    expect(record).toMatchObject({ user_id: `a${CONTROLS}b`, [`e${CONTROLS}f`]: 'value' });
  },
);

it('begins CSV with a byte order mark where it is asked to', async () => {
  const log = logOf([call()]);
  const plain = await run(['export', '--format', 'csv', '--dir', log]);
  const marked = await run(['export', '--format', 'csv', '--bom', '--dir', log]);
  expect(marked.stdout).toBe(`\uFEFF${plain.stdout}`);
  const refused = await run(['export', '--bom', '--dir', log]);
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain('--bom is for --format csv, and the format is jsonl');
});

it('prints the JSON Schema', async () => {
  const { stdout } = await run(['schema']);
  expect(JSON.parse(stdout)).toMatchObject({ $id: 'urn:llm-otel:schema:call-record:1' });
});
