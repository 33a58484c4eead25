// S2-64 to S2-68: three places for records, one behaviour.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDbStorage, FileStorage, type LogStorage, MemoryStorage } from '../src/index.ts';
import { call, directory } from './records.ts';

const day = (date: string, fields: object = {}) =>
  call({ timestamp: `2026-10-${date}T12:00:00.000Z`, ...fields });

const places: readonly (readonly [string, () => LogStorage | Promise<LogStorage>])[] = [
  ['memory', () => new MemoryStorage()],
  ['files', () => new FileStorage(path.join(directory(), 'made'))],
  ['DuckDB', () => DuckDbStorage.open(path.join(directory(), 'made'))],
];

describe.each(places)('S2-64: records in %s', (_name, open) => {
  it('are found by time and by any field', async () => {
    const storage = await open();
    const records = [
      day('06', { model_id: 'a', latency_ms: 5, success: true }),
      day('05', { model_id: 'b', custom: 'x' }),
      day('07', { model_id: 'a' }),
    ];
    for (const record of records) storage.store(record);
    const all = { start: new Date('2026-10-05T00:00Z'), end: new Date('2026-10-08T00:00Z') };
    expect(await storage.query(all)).toEqual([records[1], records[0], records[2]]);
    expect(await storage.query({ ...all, filters: { model_id: 'a' } })).toHaveLength(2);
    expect(await storage.query({ ...all, filters: { model_id: 'a', latency_ms: 5 } })).toEqual([
      records[0],
    ]);
    expect(await storage.query({ ...all, filters: { custom: 'x' } })).toEqual([records[1]]);
    expect(await storage.query({ ...all, filters: { nothing: 'x' } })).toEqual([]);
    const end = new Date('2026-10-06T12:00:00.000Z');
    expect(await storage.query({ ...all, end })).toEqual([records[1]]);
    const start = new Date('2026-10-06T12:00:00.000Z');
    expect(await storage.query({ ...all, start })).toEqual([records[0], records[2]]);
    storage.store(day('05', { custom: 'x' }));
    expect(await storage.query({ ...all, filters: { custom: 'x' } })).toHaveLength(2);
    if (storage instanceof DuckDbStorage) await storage[Symbol.asyncDispose]();
  });
});

it('S2-65: keeps the newest 10,000 in memory', async () => {
  const storage = new MemoryStorage();
  const records = Array.from({ length: 10_003 }, () => call());
  for (const record of records) storage.store(record);
  expect(storage.size).toBe(10_000);
  const all = { start: new Date(0), end: new Date('2100-01-01') };
  expect(await storage.query(all)).toEqual(records.slice(3));
  expect(() => new MemoryStorage(0)).toThrow('capacity is 0');
});

it('S2-66: writes a file for each day', async () => {
  const made = path.join(directory(), 'logs');
  const storage = new FileStorage(made);
  storage.store(day('05'));
  storage.store(day('06'));
  expect(readdirSync(made).toSorted()).toEqual([
    'llm_logs_2026-10-05.jsonl',
    'llm_logs_2026-10-06.jsonl',
  ]);
});
