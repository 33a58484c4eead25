// Rewrites a log file with every record of version 0.1 converted to the current version.

import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { goodChunksOf } from '../reader/file-chunks.ts';
import { toLogLine } from '../reader/log-line.ts';
import { LineSplitter } from '../reader/line-splitter.ts';
import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import { FIELDS } from '../schema.ts';
import { derivedId } from './record-id.ts';

const PREVIOUS = Buffer.from('{"schema_version":"0.');
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/;
const EVERY_LINE = Number.MAX_SAFE_INTEGER;
const NEWLINE = Buffer.from('\n');
const known = new Set(FIELDS.map(({ name }) => name));

/** Counts the version 0.1 records in `path`; unless `isDryRun`, replaces the file. */
export async function migrateFile(path: string, isDryRun: boolean): Promise<number> {
  let count = 0;
  for await (const { isMigrated } of linesOf(path)) count += isMigrated ? 1 : 0;
  if (isDryRun || count === 0) return count;
  const temporary = `${path}.new`;
  // An earlier attempt may have left one.
  rmSync(temporary, { force: true });
  try {
    await pipeline(
      Readable.from(textOf(path)),
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

async function* textOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  for await (const { bytes, end } of linesOf(path)) yield Buffer.concat([bytes, end]);
}

interface MigratedLine {
  readonly bytes: Buffer;
  readonly end: Buffer;
  readonly isMigrated: boolean;
}

/** Keeps lines that are not version 0.1, even damaged ones, unchanged. */
async function* linesOf(path: string): AsyncGenerator<MigratedLine, void, undefined> {
  const splitter = new LineSplitter(0, EVERY_LINE);
  for await (const chunk of goodChunksOf(path)) {
    for (const { bytes } of splitter.push(chunk)) yield toMigrated(bytes!, NEWLINE);
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield toMigrated(rest.bytes!, Buffer.alloc(0));
}

function toMigrated(bytes: Buffer, end: Buffer): MigratedLine {
  const isPrevious = bytes.subarray(0, PREVIOUS.length).equals(PREVIOUS);
  const [record, ...others] = isPrevious ? parseLine(bytes, BigInt).records : [];
  if (record === undefined || others.length > 0) return { bytes, end, isMigrated: false };
  return { bytes: Buffer.from(toLogLine(toValid(record)).trimEnd()), end, isMigrated: true };
}

/** The converted record, with a version 7 id and fields in schema order. */
function toValid(record: CallRecord): CallRecord {
  const id = String(record['request_id']);
  const isValid = VERSION_7.test(id);
  const time = Date.parse(String(record['timestamp']));
  const attributes = { ...(record['attributes'] as object | undefined), previous_request_id: id };
  const values: Record<string, unknown> = isValid
    ? record
    : { ...record, request_id: derivedId(time || 0, id), attributes };
  const names = [...known, ...Object.keys(values).filter((name) => !known.has(name))];
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
  );
}
