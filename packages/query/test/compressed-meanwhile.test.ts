// A log that is compressed while somebody looks at it, who sees one part of the compressed file and then another.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Follower } from '../src/reader/follower.ts';
import { Store } from '../src/store/store.ts';
import { call, directory, LOG, toLines } from './records.ts';

/** Questions to the file system, as a look asks many, between the beginning of a look and the rest of the file. */
const QUESTIONS = Array.from({ length: 20 }, (_, at) => at);
const NAMES = ['a', 'b', 'c'];

const formats = [
  ['gz', gzipSync],
  ['zst', zstdCompressSync],
] as const;

describe.each(formats)('%s', (ending, compressed) => {
  /** Compresses a log during a look, and looks twice more. */
  async function compressDuring(
    questions: number,
    open: (log: string) => Promise<() => Promise<void>>,
  ): Promise<void> {
    const log = directory();
    const file = path.join(log, LOG);
    writeFileSync(file, toLines(NAMES.map((name) => call({ name }))));
    const look = await open(log);
    const bytes = compressed(readFileSync(file));
    writeFileSync(`${file}.1.${ending}`, bytes.subarray(0, 20));
    const looking = look();
    for (let asked = 0; asked < questions; asked += 1) await stat(log);
    appendFileSync(`${file}.1.${ending}`, bytes.subarray(20));
    rmSync(file);
    await looking;
    await look();
    await look();
  }

  it.each(QUESTIONS)('is followed once, %i questions later', async (questions) => {
    const seen: unknown[] = [];
    await compressDuring(questions, async (log) => {
      const follower = new Follower(log, new Map());
      const look = async (): Promise<void> => {
        for await (const records of follower.read()) seen.push(...records.map(({ name }) => name));
      };
      await look();
      return look;
    });
    expect(seen).toEqual(NAMES);
  });

  it.each(QUESTIONS)('is stored once, %i questions later', async (questions) => {
    let store: Store | undefined;
    await compressDuring(questions, async (log) => {
      store = await Store.open({ directory: log });
      const opened = store;
      return async () => void (await opened.refresh());
    });
    const records = await store!.allRecords({});
    expect(records.map(({ name }) => name)).toEqual(NAMES);
    await store![Symbol.asyncDispose]();
  });
});
