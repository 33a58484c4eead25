// F-36: whatever a file holds, the reader does not throw, finds every whole record, and counts the rest.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type ReadBatch, type ReadOptions, readFile } from '../src/reader/read-file.ts';
import { call, directory, toLines } from './records.ts';

const FILES = 10_000;
const LINE_LIMIT = 4096;

/** Numbers that look random and are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function batchesOf(batches: AsyncIterable<ReadBatch>): Promise<ReadBatch[]> {
  const all: ReadBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

async function readAll(file: string, options: ReadOptions = {}) {
  const all = { ids: [] as unknown[], read: 0, bad: 0, pending: 0, joined: 0, newer: '' };
  for await (const batch of readFile(file, { lineLimit: LINE_LIMIT, ...options })) {
    all.ids.push(...batch.records.map(({ record }) => record['request_id']));
    all.read += batch.read;
    all.bad += batch.bad;
    all.pending += batch.pending;
    all.joined += batch.joined;
    all.newer ||= batch.firstNewer ?? '';
  }
  return all;
}

const record = (): { id: unknown; text: string } => {
  const made = call({ error_message: 'naïve — 你好 😀 {"schema_version"' });
  return { id: made['request_id'], text: JSON.stringify(made) };
};

/** Each makes a line out of a record, and says whether the record survives. */
const damages: readonly ((
  text: string,
  next: () => number,
) => [line: Buffer, survives: boolean])[] = [
  (text) => [Buffer.from(text), true],
  (text) => [Buffer.from(`${text}\r`), true],
  (text) => [Buffer.from(`\uFEFF${text}`), true],
  (text, next) => {
    const at = Math.floor(next() * (text.length + 1));
    const zeros = Buffer.alloc(1 + Math.floor(next() * 64));
    const bytes = Buffer.from(text);
    return [Buffer.concat([bytes.subarray(0, at), zeros, bytes.subarray(at)]), true];
  },
  (text, next) => [
    Buffer.from(text).subarray(0, 1 + Math.floor(next() * (text.length - 1))),
    false,
  ],
  (text) => [Buffer.from(`{"schema_version":"1.0","a":${text}`), true],
  (text, next) => [Buffer.from(text.slice(0, 1 + Math.floor(next() * 60)) + text), true],
  (text) => [Buffer.from(text.replace('"1.1"', '"2.3"')), false],
  (text) => [Buffer.from(text.replace('"1.1"', '"1.7","new_field":[1]')), true],
  (text) => [Buffer.from(text.replace('"1.1"', '1')), false],
  (text) => [
    Buffer.from(text.replace('"error_message"', `"x":"${'y'.repeat(LINE_LIMIT)}","z"`)),
    false,
  ],
  (text) => [
    Buffer.from(text.replace('"status"', `"deep":${'['.repeat(900)}${']'.repeat(900)},"status"`)),
    true,
  ],
  () => [Buffer.from('[1,2]'), false],
  () => [Buffer.from('null'), false],
  () => [Buffer.from([0xff, 0xfe, 0x80, 0xc0]), false],
  (text) => [
    Buffer.concat([
      Buffer.from(text.slice(0, -1)),
      Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    ]),
    true,
  ],
];

it(`reads ${FILES} damaged files`, async () => {
  const file = path.join(directory(), 'fuzz.jsonl');
  const next = random(36);
  for (let count = 0; count < FILES; count += 1) {
    const idOf: unknown[] = [];
    const lines: Buffer[] = [];
    const length = 1 + Math.floor(next() * 4);
    for (let line = 0; line < length; line += 1) {
      const { id, text: whole } = record();
      const [bytes, survives] = damages[Math.floor(next() * damages.length)]!(whole, next);
      idOf.push(survives ? id : undefined);
      lines.push(bytes);
    }
    const isEnded = next() < 0.8;
    const newline = Buffer.from('\n');
    const content = Buffer.concat(lines.flatMap((line) => [line, newline]));
    writeFileSync(file, isEnded ? content : content.subarray(0, -1));
    const found = await readAll(file);
    // A last line without its newline waits where it is damaged.
    const read = found.pending === 0 ? idOf : idOf.slice(0, -1);
    const wanted = read.filter((id) => id !== undefined);
    const counted = found.read + found.bad + found.pending - found.joined;
    const mayWait = isEnded ? 0 : 1;
    const text = content.toString();
    expect({ text, ids: found.ids, counted }).toEqual({ text, ids: wanted, counted: length });
    expect(found.pending).toBeLessThanOrEqual(mayWait);
  }
}, 120_000);

it('finds the rest of a file that was cut at any byte', async () => {
  const file = path.join(directory(), 'cut.jsonl');
  const content = Buffer.from(toLines([call(), call({ name: '😀\u2028' }), call()]));
  const ends = [...content.entries()].filter(([, byte]) => byte === 10).map(([at]) => at);
  for (let at = 0; at <= content.length; at += 1) {
    writeFileSync(file, content.subarray(0, at));
    const whole = ends.filter((end) => end <= at).length;
    const isPending = at > 0 && content[at - 1] !== 10 && !ends.includes(at);
    const found = await readAll(file);
    const wanted = { at, read: whole, bad: 0, pending: isPending ? 1 : 0 };
    expect({ at, ...found }).toMatchObject(wanted);
  }
});

it('goes on where it ended, and waits for the end of a line', async () => {
  const file = path.join(directory(), 'follow.jsonl');
  const content = toLines([call(), call()]);
  writeFileSync(file, content.slice(0, -1));
  const [first, second] = await batchesOf(readFile(file, { isFollowing: true }));
  expect(first).toMatchObject({ read: 1, pending: 0 });
  expect(second).toMatchObject({ read: 0, pending: 1, end: first!.end });
  writeFileSync(file, content);
  const [rest, ...others] = await batchesOf(readFile(file, { from: first!.end }));
  expect(rest).toMatchObject({ read: 1, end: content.length });
  expect(others).toEqual([]);
});

it('skips a line of 64 MB in bounded memory', async () => {
  const file = path.join(directory(), 'long.jsonl');
  const { id, text } = record();
  writeFileSync(file, `${'x'.repeat(64 * 1024 * 1024)}\n${text}\n`);
  const before = process.memoryUsage().rss;
  const found = await readAll(file);
  expect(found).toMatchObject({ ids: [id], read: 1, bad: 1 });
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
});

it('says what is newer than it can read', async () => {
  const file = path.join(directory(), 'newer.jsonl');
  writeFileSync(file, toLines([call(), call({ schema_version: '2.0' })]));
  expect(await readAll(file)).toMatchObject({
    read: 1,
    bad: 1,
    newer: expect.stringContaining('2.0'),
  });
});

it('reads version 0.1 as if it were written today', async () => {
  const file = path.join(directory(), 'old.jsonl');
  const { time_unix_nano: _, ...old } = call({
    schema_version: '0.1',
    hit_count: 3,
    success: false,
  });
  writeFileSync(file, toLines([old]));
  const [batch] = await batchesOf(readFile(file));
  expect(batch!.records[0]!.record).toMatchObject({
    schema_version: '1.1',
    retrieved_count: 3,
    error_class: 'unknown',
    time_unix_nano: `${Date.parse(String(old['timestamp']))}000000`,
  });
});
