// A log that is compressed while somebody looks at it, who sees one part of the compressed file and then another.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Follower } from '../src/reader/follower.ts';
import { Store } from '../src/store/store.ts';
import { call, directory, LOG, toLines } from './records.ts';

/** Turns of the event loop between the beginning of a look and the rest of the file. */
const TURNS = Array.from({ length: 20 }, (_, turns) => turns);
const NAMES = ['a', 'b', 'c'];

const formats = [
  ['gz', gzipSync],
  ['zst', zstdCompressSync],
] as const;

describe.each(formats)('%s', (ending, compressed) => {
  /** Compresses the log while `look` runs; returns its directory. */
  async function compressDuring(
    turns: number,
    open: (log: string) => Promise<() => Promise<void>>,
  ): Promise<void> {
    const log = directory();
    const file = path.join(log, LOG);
    writeFileSync(file, toLines(NAMES.map((name) => call({ name }))));
    const look = await open(log);
    const bytes = compressed(readFileSync(file));
    writeFileSync(`${file}.1.${ending}`, bytes.subarray(0, 20));
    const looking = look();
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    appendFileSync(`${file}.1.${ending}`, bytes.subarray(20));
    rmSync(file);
    await looking;
    await look();
    await look();
  }

  it.each(TURNS)('is followed once, %i turns later', async (turns) => {
    const seen: unknown[] = [];
    await compressDuring(turns, async (log) => {
      const follower = new Follower(log, new Map());
      const look = async (): Promise<void> => {
        for await (const records of follower.read()) seen.push(...records.map(({ name }) => name));
      };
      await look();
      return look;
    });
    expect(seen).toEqual(NAMES);
  });

  it.each(TURNS)('is stored once, %i turns later', async (turns) => {
    let store: Store | undefined;
    await compressDuring(turns, async (log) => {
      store = await Store.open({ directory: log });
      const opened = store;
      return async () => void (await opened.refresh());
    });
    const records = await store!.allRecords({});
    expect(records.map(({ name }) => name)).toEqual(NAMES);
    await store![Symbol.asyncDispose]();
  });
});
