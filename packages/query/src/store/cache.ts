// Opens the database for a log directory: beside the logs if possible, otherwise in
// memory. It can be deleted at any time; the logs are the source of truth.

import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { isOpenToOthers, whyForeign } from '../own-file.ts';
import { COLUMNS } from './columns.ts';
import type { Engine } from './engine.ts';
import { openEngine, openTemporary } from './open-engine.ts';
import type { Column } from './row-buffer.ts';
import { makeRepeated } from './told-twice.ts';

/** Name of the database in the directory of the logs. */
export const CACHE_NAME = '.llm-otel.duckdb';

/** The state of each log file. */
const FILE_COLUMNS: readonly Column[] = [
  { name: 'number', type: 'integer' },
  { name: 'name', type: 'text' },
  { name: 'identity', type: 'text' },
  { name: 'head', type: 'text' },
  { name: 'foot', type: 'text' },
  { name: 'position', type: 'integer' },
  { name: 'size', type: 'integer' },
  { name: 'bad', type: 'integer' },
  { name: 'joined', type: 'integer' },
  { name: 'first_bad', type: 'text' },
  { name: 'first_newer', type: 'text' },
];

/** Increment when data derived from a record changes. */
const READER = 3;
const LAYOUT = createHash('sha256')
  .update(JSON.stringify([READER, COLUMNS, FILE_COLUMNS]))
  .digest('hex');

/** An open database. */
export interface Cache {
  readonly engine: Engine;
  /** The database file; absent in memory. */
  readonly file: string | undefined;
  /** Why it is in memory instead of a file. */
  readonly note: string | undefined;
  close(): void;
}

/** Opens the database of `directory`; `isCached` false keeps it in memory. */
export async function openCache(directory: string, isCached: boolean): Promise<Cache> {
  const file = path.join(directory, CACHE_NAME);
  if (!isCached) return openInMemory(undefined);
  try {
    const unsafe = whyUnsafe(directory, file);
    if (unsafe !== undefined) return await openInMemory(unsafe);
  } catch (error) {
    return openInMemory(error);
  }
  try {
    return (await openFile(file)) ?? (await openAnew(file));
  } catch (error) {
    // Without the library there is no other way to open it.
    if (error instanceof Failure) throw error;
    if (isDamaged(error)) return openAnew(file).catch((failure: unknown) => openInMemory(failure));
    return openInMemory(error);
  }
}

/** Empties the database. */
export async function makeTables(engine: Engine): Promise<void> {
  for (const table of ['layout', 'files', 'calls']) {
    await engine.run(`DROP TABLE IF EXISTS ${table}`);
  }
  await engine.createTable('layout', [{ name: 'hash', type: 'text' }]);
  await engine.createTable('files', FILE_COLUMNS);
  await engine.createTable('calls', COLUMNS);
  await makeRepeated(engine);
  await engine.run('INSERT INTO layout VALUES (?)', [LAYOUT]);
}

/** Deletes the database of `directory`, so that no data of deleted logs remains. */
export function removeCache(directory: string): void {
  for (const suffix of ['', '.wal', '.tmp']) {
    rmSync(path.join(directory, `${CACHE_NAME}${suffix}`), { recursive: true, force: true });
  }
}

/** The database opens its files by name, and follows links. */
function whyUnsafe(directory: string, file: string): string | undefined {
  if (isOpenToOthers(directory)) return 'other users can write to the directory of the cache';
  for (const suffix of ['', '.wal', '.tmp']) {
    const why = whyForeign(`${file}${suffix}`, suffix === '.tmp' ? 'directory' : 'file');
    if (why !== undefined) return `the cache ${file}${suffix} is ${why}`;
  }
  return undefined;
}

async function openFile(file: string): Promise<Cache | undefined> {
  const engine = await openEngine(file, { temporaryDirectory: `${file}.tmp` });
  if (!(await hasLayout(engine))) {
    engine.close();
    return undefined;
  }
  return { engine, file, note: undefined, close: () => engine.close() };
}

async function openAnew(file: string): Promise<Cache> {
  removeCache(path.dirname(file));
  const engine = await openEngine(file, { temporaryDirectory: `${file}.tmp` });
  await makeTables(engine);
  return { engine, file, note: undefined, close: () => engine.close() };
}

/** An empty database in memory, and why it is not in a file. */
export async function openInMemory(reason: unknown): Promise<Cache> {
  const { engine, close } = await openTemporary();
  await makeTables(engine);
  return {
    engine,
    file: undefined,
    note: reason === undefined ? undefined : noteOf(reason),
    close,
  };
}

async function hasLayout(engine: Engine): Promise<boolean> {
  try {
    const [row] = await engine.rows('SELECT hash FROM layout');
    return row?.['hash'] === LAYOUT;
  } catch {
    return false;
  }
}

function noteOf(reason: unknown): string {
  const why =
    typeof reason === 'string'
      ? reason
      : isLocked(String(reason))
        ? 'another process uses the cache'
        : 'the cache cannot be written';
  return `${why}, so the whole log is read anew this time`;
}

function isLocked(text: string): boolean {
  // Blocks are what its files and its memory consist of.
  return /(?<!b)lock/i.test(text);
}

function isDamaged(error: unknown): boolean {
  const text = String(error);
  return !isLocked(text) && !/permission|read-only|cannot open|denied/i.test(text);
}
