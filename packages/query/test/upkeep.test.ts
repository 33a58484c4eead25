// Old files: rewritten, or removed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { faultsOf } from './record-faults.ts';
import { call, directory, LOG, logOf, requestId, toLines } from './records.ts';

const line = (value: object): string => `${JSON.stringify(value)}\n`;

it('migrates version 0.1 to valid records, and leaves the rest as it is', async () => {
  const old = (fields: object): object => {
    const { time_unix_nano: _, error_class: __, ...record } = call({ schema_version: '0.1' });
    return { ...record, request_id: '0b7e3a3e-9b1d-4c7b-8a63-b7c1d4e8f001', ...fields };
  };
  const failure = { log_type: 'request_failed', level: 'ERROR', status: 'failure', success: false };
  const current = JSON.stringify(call({ extra: 1 }));
  const content = `${JSON.stringify(old({ hit_count: 4 }))}\n${current}\noops\n${JSON.stringify(old({ ...failure, error_code: '500', custom: 1 }))}`;
  const log = logOf(content);
  const today = `llm_logs_${new Date().toISOString().slice(0, 10)}.jsonl`;
  writeFileSync(path.join(log, today), line(old({})));
  const dry = await run(['migrate', '--dry-run', '--dir', log]);
  expect(dry.stdout).toContain('llm_logs_2026-10-05.jsonl: 2 records of version 0.1, would be');
  expect(readFileSync(path.join(log, LOG), 'utf8')).toBe(content);
  const { stdout } = await run(['migrate', '--dir', log]);
  expect(stdout).toContain('2 records of version 0.1, rewritten');
  expect(stdout).toContain('1 records of version 0.1, left, it is of today');
  const [first, second, third, fourth] = readFileSync(path.join(log, LOG), 'utf8').split('\n');
  expect([second, third]).toEqual([current, 'oops']);
  for (const migrated of [first!, fourth!]) {
    const record = JSON.parse(migrated) as Record<string, unknown>;
    expect(faultsOf(record)).toEqual([]);
    expect(migrated.startsWith('{"schema_version":"1.1"')).toBe(true);
  }
  expect(JSON.parse(first!)).toMatchObject({ retrieved_count: 4 });
  expect(JSON.parse(fourth!)).toMatchObject({ custom: 1, error_class: 'unknown' });
  expect((await ask(log, 'migrate')).files).toMatchObject([{ name: today, is_left: true }]);
});

it('prunes old files, never those of today', async () => {
  const log = directory();
  const day = (ago: number): string =>
    new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const names = [40, 20, 2, 0].map((ago) => `llm_logs_${day(ago)}.jsonl`);
  const put = (): void => {
    for (const name of names) writeFileSync(path.join(log, name), toLines([call()]));
  };
  const left = (): string[] => readdirSync(log).filter((name) => name.endsWith('.jsonl'));
  put();
  mkdirSync(path.join(log, 'sub'));
  writeFileSync(path.join(log, 'other.jsonl'), toLines([call({ request_id: requestId(0xabc) })]));
  await ask(log, 'stats');
  const dry = await ask(log, 'prune', '--older-than', '30d', '--dry-run');
  expect(dry).toMatchObject({ removed: names.slice(0, 1), kept: 3, dry_run: true });
  expect(left()).toHaveLength(5);
  await ask(log, 'prune', '--older-than', '30d');
  expect(left()).toEqual([...names.slice(1), 'other.jsonl']);
  expect(readdirSync(log).some((name) => name.includes('duckdb'))).toBe(false);
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 4 });
  await ask(log, 'prune', '--max-bytes', '1');
  expect(left()).toEqual([names[3], 'other.jsonl']);
});
