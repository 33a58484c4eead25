// Rewrites a log file line by line. What is not changed, even a damaged line, stays as it is.

import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { goodChunksOf } from '../reader/file-chunks.ts';
import { LineSplitter } from '../reader/line-splitter.ts';

const EVERY_LINE = Number.MAX_SAFE_INTEGER;
const NEWLINE = Buffer.from('\n');

/** A line instead of `line`, without its end; `undefined` to keep it. */
export type ChangeLine = (line: Buffer) => Buffer | undefined;

/** Counts the lines of `path` that `change` changes; unless `isDryRun`, replaces the file. */
export async function rewriteFile(
  path: string,
  change: ChangeLine,
  isDryRun: boolean,
): Promise<number> {
  let count = 0;
  for await (const { isChanged } of linesOf(path, change)) count += isChanged ? 1 : 0;
  if (isDryRun || count === 0) return count;
  const temporary = `${path}.new`;
  // An earlier attempt may have left one.
  rmSync(temporary, { force: true });
  try {
    await pipeline(
      Readable.from(textOf(path, change)),
      createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }),
    );
    renameSync(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure(
      `${path} cannot be rewritten: ${reasonOf(code)} (${code}); it is as it was`,
      EXIT.system,
    );
  } finally {
    rmSync(temporary, { force: true });
  }
  return count;
}

async function* textOf(path: string, change: ChangeLine): AsyncGenerator<Buffer, void, undefined> {
  for await (const { bytes, end } of linesOf(path, change)) yield Buffer.concat([bytes, end]);
}

interface ReadLine {
  readonly bytes: Buffer;
  readonly end: Buffer;
  readonly isChanged: boolean;
}

async function* linesOf(
  path: string,
  change: ChangeLine,
): AsyncGenerator<ReadLine, void, undefined> {
  const splitter = new LineSplitter(0, EVERY_LINE);
  for await (const chunk of goodChunksOf(path)) {
    for (const { bytes } of splitter.push(chunk)) yield toLine(bytes!, NEWLINE, change);
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield toLine(rest.bytes!, Buffer.alloc(0), change);
}

function toLine(bytes: Buffer, end: Buffer, change: ChangeLine): ReadLine {
  const changed = change(bytes);
  return { bytes: changed ?? bytes, end, isChanged: changed !== undefined };
}
