// The cache follows the files: what is appended is read once, what is gone is forgotten.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CACHE_NAME } from '../src/store/cache.ts';
import { toKey } from '../src/store/key.ts';
import { Store } from '../src/store/store.ts';
import { call, failedCall, LOG, logOf, type TestRecord, toLines, write } from './records.ts';

async function idsOf(directory: string): Promise<unknown[]> {
  await using store = await Store.open({ directory });
  const rows = await store.values([toKey('request_id')], {}, {});
  const ids = rows.map((row) => row['request_id']);
  // The cache says the same as the log.
  expect(idsIn(await store.allRecords({}))).toEqual(ids);
  return ids;
}

const idsIn = (records: readonly TestRecord[]): unknown[] =>
  records.map((record) => record['request_id']);

it('reads what is appended, and nothing twice', async () => {
  const records = [call(), call(), failedCall()];
  const log = logOf(records.slice(0, 1));
  expect(await idsOf(log)).toEqual(idsIn(records.slice(0, 1)));
  // Part of a line, which is then ended.
  const text = toLines(records.slice(1));
  appendFileSync(path.join(log, LOG), text.slice(0, 100));
  await using store = await Store.open({ directory: log });
  expect(store.report).toMatchObject({ read: 1, pending: 1, bad: 0 });
  appendFileSync(path.join(log, LOG), text.slice(100));
  expect(await store.refresh()).toMatchObject({ read: 3, pending: 0, bad: 0 });
  expect(idsIn(await store.allRecords({}))).toEqual(idsIn(records));
  expect(await store.refresh()).toMatchObject({ read: 3 });
});

it('reads a record that lacks only its newline once', async () => {
  const log = logOf(toLines([call()]).trimEnd());
  expect(await idsOf(log)).toHaveLength(1);
  appendFileSync(path.join(log, LOG), `\n${toLines([call()])}`);
  expect(await idsOf(log)).toHaveLength(2);
});

it('reads new files in their order', async () => {
  const records = Array.from({ length: 4 }, () => call({ timestamp: '2026-10-05T10:00:00.000Z' }));
  const log = logOf(records.slice(0, 1));
  expect(await idsOf(log)).toHaveLength(1);
  write(log, records.slice(1, 2), 'llm_logs_2026-10-05.001.jsonl');
  write(log, records.slice(2, 3), 'llm_logs_2026-10-05.002.jsonl');
  write(log, records.slice(3), 'llm_logs_2026-10-05.1000.jsonl');
  expect(await idsOf(log)).toEqual(idsIn(records));
});

const changes: readonly (readonly [
  string,
  (file: string, records: TestRecord[]) => TestRecord[],
])[] = [
  [
    'is cut',
    (file, records) => (
      truncateSync(file, toLines(records.slice(0, 1)).length),
      records.slice(0, 1)
    ),
  ],
  ['is removed', (file) => (rmSync(file), [])],
  [
    'is copied and cut, and has grown beyond what it was',
    (file, records) => {
      const others = [...records.map(() => call()), call()];
      writeFileSync(file, toLines(others));
      return others;
    },
  ],
  [
    'is replaced by another of the same length',
    (file, records) => {
      const others = records.map(() => call());
      writeFileSync(`${file}.new`, toLines(others));
      renameSync(`${file}.new`, file);
      return others;
    },
  ],
  [
    'is renamed',
    (file, records) => {
      renameSync(file, path.join(path.dirname(file), 'old.jsonl'));
      return records;
    },
  ],
];

it.each(changes)('notices that a file %s', async (_what, change) => {
  const records = [call(), call(), call()];
  const log = logOf(records);
  expect(await idsOf(log)).toEqual(idsIn(records));
  const left = change(path.join(log, LOG), records);
  expect(await idsOf(log)).toEqual(idsIn(left));
});

it('makes a cache anew that is damaged or of another version', async () => {
  const log = logOf([call()]);
  const cache = path.join(log, CACHE_NAME);
  writeFileSync(cache, 'this is no database');
  expect(await idsOf(log)).toHaveLength(1);
  {
    await using store = await Store.open({ directory: log });
    await store.engine.run(`UPDATE layout SET hash = 'another'`);
    await store.engine.run('DELETE FROM calls');
  }
  expect(await idsOf(log)).toHaveLength(1);
});

it('keeps every value in its row, whichever columns a record has', async () => {
  // More than are appended at once; a column comes late, is there now and then, and goes again.
  const records = Array.from({ length: 5000 }, (_, number) =>
    call({
      top_p: number,
      user_id: number > 2500 && number % 3 === 0 ? `user ${number}` : undefined,
      stop: number < 2100 ? Array.from({ length: number % 3 }, (__, at) => `${number}.${at}`) : 1,
      stream: number % 2 === 0 ? number % 4 === 0 : undefined,
      reasoning_tokens: number === 4999 ? number : 'none',
    }),
  );
  await using store = await Store.open({ directory: logOf(records) });
  const keys = ['top_p', 'user_id', 'stop', 'stream', 'reasoning_tokens'];
  const rows = await store.values(keys.map(toKey), {});
  const expected = records.map((record) => ({
    top_p: record['top_p'],
    user_id: record['user_id'] ?? null,
    stop: Array.isArray(record['stop']) ? record['stop'] : null,
    stream: record['stream'] ?? null,
    reasoning_tokens: typeof record['reasoning_tokens'] === 'number' ? 4999 : null,
  }));
  expect(rows.toSorted((a, b) => Number(a['top_p']) - Number(b['top_p']))).toEqual(expected);
});

it('reads a list whose items are no texts', async () => {
  const log = logOf([call({ finish_reasons: ['stop', 1, null, { toString: 1 }] }), call()]);
  await using store = await Store.open({ directory: log });
  const [row] = await store.values([toKey('finish_reasons')], {});
  expect(row).toEqual({ finish_reasons: ['stop', '1', 'null', '{"toString":1}'] });
});

it('keeps no content in the cache', async () => {
  const secret = 'the-word-that-must-not-be-copied';
  const parts = [{ type: 'text', content: secret }];
  const log = logOf([call({ input_messages: [{ role: 'user', parts }], query: secret })]);
  expect(await idsOf(log)).toHaveLength(1);
  expect(readFileSync(path.join(log, CACHE_NAME)).includes(secret)).toBe(false);
});

it('works beside another process that has the cache', async () => {
  const log = logOf([call()]);
  await using first = await Store.open({ directory: log });
  expect(first.cacheFile).toBeDefined();
  // One process shares its database, so another one has to ask.
  const { ask, run } = await import('./command.ts');
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1 });
  expect((await run(['stats', '--dir', log])).stderr).toContain('another process uses the cache');
});

it('leaves no cache where it is told to, or cannot', async () => {
  const log = logOf([call()]);
  {
    await using store = await Store.open({ directory: log, isCached: false });
    expect(store.report.read).toBe(1);
  }
  expect(existsSync(path.join(log, CACHE_NAME))).toBe(false);
  if (process.getuid?.() === 0) return;
  chmodSync(log, 0o500);
  expect(await idsOf(log)).toHaveLength(1);
  chmodSync(log, 0o700);
});

it('keeps the cache for its owner', async () => {
  const { ask } = await import('./command.ts');
  const log = logOf([call()]);
  await ask(log, 'stats');
  expect(statSync(path.join(log, CACHE_NAME)).mode & 0o077).toBe(0);
});

it('takes fields of wrong types, and text that is none', async () => {
  const odd = [
    call({ latency_ms: 'fast', prompt_tokens: 1.5, cost_usd: 'free', finish_reasons: 'stop' }),
    call({
      prompt_tokens: 1e300,
      cost_usd: 1e30,
      trace_id: 7,
      success: 'yes',
      timestamp: undefined,
    }),
    call({ name: '\ud800', attributes: { '\udfff': '\ud800', ok: 'yes' }, extra: { deep: [1] } }),
    call({ attributes: 'none', user_id: { id: 1 } }),
  ];
  const log = logOf(odd);
  await using store = await Store.open({ directory: log });
  expect(store.report).toMatchObject({ read: 4, bad: 0 });
  expect(await store.count({ where: [{ key: 'ok', operator: '=', value: 'yes' }] })).toBe(1);
  expect(await store.allRecords({})).toHaveLength(4);
});
