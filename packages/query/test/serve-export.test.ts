// Records for other programs, and whether the service is there.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { call, directory, logOf } from './records.ts';
import { serve, startServing, useServed } from './served.ts';

const served = useServed(() =>
  [1, 2, 3, 4, 5].map((n) => call({ input_messages: [{ role: 'user', parts: [] }], seed: n })),
);

describe('GET /v1/export', () => {
  it('gives records as JSON lines, as JSON and as CSV', async () => {
    const records = Array.from({ length: 2500 }, (_, n) => call(n % 2 === 0 ? {} : { topic: 'x' }));
    const { get } = await serve(logOf(records));
    const lines = (await get('/v1/export')).body.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(records);
    expect((await get('/v1/export?format=json')).json).toEqual(records);
    const csv = (await get('/v1/export?format=csv')).body.trimEnd().split('\r\n');
    const header = csv[0]!.split(',');
    expect(header).toEqual(header.toSorted());
    expect([csv.length, header.includes('topic')]).toEqual([2501, true]);
  });

  it('gives Parquet', async () => {
    const file = path.join(directory(), 'calls.parquet');
    const response = await fetch(`http://127.0.0.1:${served().port}/v1/export?format=parquet`);
    writeFileSync(file, Buffer.from(await response.arrayBuffer()));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(`SELECT * FROM '${file}'`);
    expect(reader.currentRowCount).toBe(5);
    expect(reader.columnNames()).not.toContain('input_messages');
    expect(readFileSync(file).includes('line_offset')).toBe(false);
  });

  it('gives a header alone when nothing is like that', async () => {
    const { status, body } = await served().get('/v1/export?format=csv&model=none');
    expect([status, body.trimEnd().split('\r\n').length]).toEqual([200, 1]);
  });

  it('makes no live formula in a cell', async () => {
    const { get } = await serve(
      logOf([call({ topic: '=HYPERLINK("x")', latency_ms: 5, session_id: '@a' })]),
    );
    const { body } = await get('/v1/export?format=csv');
    expect(body).toContain(`"'=HYPERLINK(""x"")"`);
    expect(body).toContain(`,'@a,`);
  });
});

describe('S2-76: GET /health and /ready', () => {
  it('says that it runs and that it can answer', async () => {
    expect((await served().get('/health')).json).toEqual({ status: 'healthy' });
    expect((await served().get('/ready')).json).toEqual({ status: 'ready' });
  });

  it('runs without a log, says so, and answers when there is one', async () => {
    const folder = path.join(directory(), 'later');
    const { get } = await serve(folder);
    expect((await get('/health')).status).toBe(200);
    for (const where of ['/ready', '/v1/metrics']) {
      const { status, body } = await get(where);
      expect([status, body.includes(folder)]).toEqual([503, false]);
    }
    const made = logOf([call()]);
    renameSync(made, folder);
    expect((await get('/v1/metrics')).json.total_requests).toBe(1);
    expect((await get('/ready')).status).toBe(200);
  });

  it('prints its address on one line and ends when told', async () => {
    const { line, stop } = await startServing(logOf([]));
    expect(line).toMatch(/^llm-otel serves .+ at http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await stop()).toBe(0);
  });
});
