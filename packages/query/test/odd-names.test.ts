// Fields and attributes that are called as parts of JavaScript's objects are.
import { DuckDBInstance } from '@duckdb/node-api';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { statistics, Store } from '../src/index.ts';
import { ask, run } from './command.ts';
import { call, directory, logOf, type TestRecord, toLines } from './records.ts';
import { serve, YEAR } from './served.ts';

const NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  'name-',
];

/** A record with a field or an attribute of each name, and one without them. */
function logWith(place: 'fields' | 'attributes'): string {
  const odd = JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, `value of ${name}`])));
  const record = JSON.stringify(call({ session_id: 'odd' }));
  const text = place === 'fields' ? odd.slice(1, -1) : `"attributes":${odd}`;
  return logOf(`${record.slice(0, -1)},${text}}\n${toLines([call({ session_id: 'plain' })])}`);
}

const valueIn = (record: TestRecord, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

describe.each(['fields', 'attributes'] as const)('odd names of %s', (place) => {
  it('can be filters, groups and columns', async () => {
    const log = logWith(place);
    await using store = await Store.open({ directory: log });
    for (const name of NAMES) {
      const value = `value of ${name}`;
      const found = await store.allRecords({ where: [{ key: name, operator: '=', value }] });
      expect(found.map(({ session_id: id }) => id)).toEqual(['odd']);
      const groups = await statistics(store, {}, { groupBy: [name] });
      expect(groups.map(({ group }) => valueIn(group, name)).toSorted()).toEqual([null, value]);
    }
    const { stdout } = await run(['logs', '--columns', NAMES.join(','), '--dir', log]);
    for (const name of NAMES) expect(stdout).toContain(`value of ${name}`);
    expect(stdout).not.toMatch(/native code|\[object/);
  });

  it('are in every export', async () => {
    const log = logWith(place);
    const { stdout } = await run(['export', '--dir', log]);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TestRecord);
    const holders = records.map((record) =>
      place === 'fields' ? record : ((record['attributes'] ?? {}) as TestRecord),
    );
    for (const name of NAMES) {
      expect(holders.map((holder) => valueIn(holder, name))).toEqual([
        `value of ${name}`,
        undefined,
      ]);
    }
    const csv = (await run(['export', '--format', 'csv', '--dir', log])).stdout;
    expect(csv).not.toMatch(/native code|\[object/);
    for (const name of NAMES) expect(csv.split(`value of ${name}`)).toHaveLength(2);
    const output = path.join(directory(), 'calls.parquet');
    await ask(log, 'export', '--format', 'parquet', '--output', output);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const column = place === 'fields' ? 'other' : 'attributes';
    const rows = await connection.runAndReadAll(`SELECT ${column} FROM '${output}'`);
    for (const name of NAMES) expect(String(rows.getRows()[0]![0])).toContain(`value of ${name}`);
  });

  it('can be asked of the service', async () => {
    const { get } = await serve(logWith(place), ['--content']);
    for (const name of NAMES) {
      const where = encodeURIComponent(`${name}=value of ${name}`);
      const { json } = await get(`/v1/logs?${YEAR}&where=${where}`);
      expect(json.logs).toMatchObject([{ session_id: 'odd' }]);
      const stats = await get(`/v1/stats?group_by=${encodeURIComponent(name)}`);
      expect(stats.body).toContain(`value of ${name}`);
    }
  });
});

it.each([
  ['--status', '--status is "constructor"; give success or failure'],
  ['--type', '--type is "constructor"; give one of model'],
])('are no values of %s', async (option, message) => {
  const { status, stderr } = await run(['logs', option, 'constructor', '--dir', logOf([call()])]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});
