// Many small files of an archive become one, and its answers stay.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { call, directory, feedback, logOf, type TestRecord } from './records.ts';

const SHOP = path.join('date=2026-10-05', 'service=shop');

/** Adds the export of some records to an archive. */
async function addTo(archive: string, records: readonly TestRecord[], name: string): Promise<void> {
  const options = ['--format', 'parquet', '--partition-by', 'date,service', '--name', name];
  await run(['export', ...options, '--output', archive, '--dir', logOf(records)]);
}

function filesIn(archive: string): string[] {
  const names = readdirSync(archive, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.includes('parquet')).toSorted();
}

it('keeps each record once, leaves days that are not over, and goes on where it was', async () => {
  const archive = directory();
  const shop = { service_name: 'shop' };
  const first = [
    call({ ...shop, own: 'a' }),
    call(shop),
    feedback({ ...shop, trace_id: undefined }),
  ];
  const now = call({ ...shop, timestamp: new Date().toISOString() });
  await addTo(archive, [...first, now], 'a');
  // Another name, and a record more: what several exports have is the same.
  await addTo(archive, [call({ ...shop, model_id: 'other' }), ...first, now], 'b');
  await addTo(archive, [call({ service_name: 'alone' })], 'c');
  const before = await ask(archive, 'stats', '--until', '2026-10-06', '--group-by', 'model_id');
  expect(before).toMatchObject({ total_requests: 6 });
  const today = `date=${new Date().toISOString().slice(0, 10)}/service=shop`;

  const planned = await ask(archive, 'compact', '--dry-run');
  expect(planned.folders).toMatchObject([{ folder: SHOP, files: 2 }]);
  expect(filesIn(archive)).toHaveLength(5);

  const { folders } = await ask(archive, 'compact');
  expect(folders).toMatchObject([{ folder: SHOP, files: 2, records: 4, dropped: 3 }]);
  expect(filesIn(archive)).toEqual(
    [
      `${SHOP}/merged_0.parquet`,
      'date=2026-10-05/service=alone/c_0.parquet',
      `${today}/a_0.parquet`,
      `${today}/b_0.parquet`,
    ].toSorted(),
  );
  const after = await ask(archive, 'stats', '--until', '2026-10-06', '--group-by', 'model_id');
  expect(after.groups).toMatchObject([{ count: 3 }, { count: 1 }]);
  const found = await ask(archive, 'logs', '--where', 'own=a');
  expect(found.records).toMatchObject([{ request_id: first[0]!['request_id'], own: 'a' }]);

  // A host that was late.
  await addTo(archive, [...first, call(shop)], 'a');
  expect((await ask(archive, 'compact')).folders).toMatchObject([{ records: 5, dropped: 3 }]);
  expect((await ask(archive, 'compact')).folders).toEqual([]);
  expect(filesIn(archive)).toContain(`${SHOP}/merged_1.parquet`);
});

it('leaves a folder with a damaged file as it is, says so, and merges the others', async () => {
  const archive = directory();
  for (const name of ['a', 'b']) {
    await addTo(archive, [call({ service_name: 'shop' }), call({ service_name: 'other' })], name);
  }
  writeFileSync(path.join(archive, SHOP, 'torn.parquet'), 'PAR1');
  const { status, stdout, stderr } = await run(['compact', '--dir', archive]);
  expect(stderr).toContain(`${SHOP} is left as it is: `);
  expect(stdout).toMatch(
    /service=other: 2 files, .* now one of .* with 2 records\n2 files of 1 folder/,
  );
  expect(status).toBe(4);
  expect(readdirSync(path.join(archive, SHOP)).toSorted()).toEqual([
    'a_0.parquet',
    'b_0.parquet',
    'torn.parquet',
  ]);
});

it.each([
  ['s3://calls/all', 'is a bucket, in which nothing can be replaced'],
  ['.', 'is no archive: it has no date=<day> folder'],
])('does not merge in %s', async (place, message) => {
  const options = { cwd: directory() };
  const { status, stderr } = await run(['compact', '--dir', place], options);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
});
