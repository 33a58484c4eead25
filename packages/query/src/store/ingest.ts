// Updates the database from the log files. Bytes are read once.

import { readFile, headOf, type ReadBatch } from '../reader/read-file.ts';
import { type LogFile, logFiles } from '../reader/log-files.ts';
import { makeTables } from './cache.ts';
import { addRow, COLUMNS } from './columns.ts';
import type { Engine, TableAppender } from './engine.ts';
import { BUFFER_ROWS } from './row-buffer.ts';

/** Commits after this many records. */
const COMMIT_RECORDS = 50 * BUFFER_ROWS;

/** Read results for the whole directory. */
export interface LogReport {
  readonly read: number;
  readonly bad: number;
  readonly pending: number;
  readonly joined: number;
  /** The first bad line. */
  readonly firstBad: string | undefined;
  /** The first record that this package is too old for. */
  readonly firstNewer: string | undefined;
}

/** Ingest options. */
export interface IngestOptions {
  readonly isFollowing?: boolean;
  /** Called while files are read, with bytes. */
  readonly onProgress?: (done: number, total: number) => void;
  /** While following: the start offset in bytes, by file name. */
  readonly startAt?: ReadonlyMap<string, number>;
}

interface KnownFile {
  readonly number: number;
  readonly name: string;
  readonly identity: string;
  readonly head: string;
  readonly position: number;
  readonly bad: number;
  readonly joined: number;
  readonly first_bad: string | null;
  readonly first_newer: string | null;
}

/** A log file and its number in the rows. */
export interface NumberedFile {
  readonly number: number;
  readonly path: string;
}

/** Reads new data in `directory`, and everything if a file was removed, replaced or cut. */
export async function ingest(
  engine: Engine,
  directory: string,
  options: IngestOptions,
): Promise<{ report: LogReport; files: NumberedFile[] }> {
  const present = logFiles(directory);
  const before = await knownFiles(engine);
  const unchanged = await unchangedFiles(before, present);
  const isChanged = unchanged.length < before.length;
  if (isChanged) await forgetFiles(engine, before, unchanged, options);
  const known = isChanged && options.isFollowing !== true ? [] : unchanged;
  const fileOf = new Map(known.map((file) => [file.name, file]));
  let next = before.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
  const todo = present
    .map((file): readonly [LogFile, FileState] => {
      const state = fileOf.get(file.name);
      if (state !== undefined) return [file, { ...state }];
      const { name, identity } = file;
      const position = startOf(file, before, options);
      return [file, { ...NEW_FILE, number: next++, name, identity, position }];
    })
    // A follower must also remember files without new data.
    .filter(
      ([{ name, size }, { position }]) => size > position || (position > 0 && !fileOf.has(name)),
    );
  const pending = todo.length === 0 ? 0 : await ingestFiles(engine, todo, options);
  const files = await knownFiles(engine);
  const pathOf = new Map(present.map((file) => [file.name, file.path]));
  return {
    report: await toReport(engine, files, pending),
    files: files.map(({ number, name }) => ({ number, path: pathOf.get(name)! })),
  };
}

type FileState = { -readonly [Key in keyof KnownFile]: KnownFile[Key] };

const NEW_FILE = { head: '', bad: 0, joined: 0, first_bad: null, first_newer: null };

/** Returns the number of incomplete lines. */
async function ingestFiles(
  engine: Engine,
  todo: readonly (readonly [LogFile, FileState])[],
  options: IngestOptions,
): Promise<number> {
  const total = todo.reduce((sum, [{ size }, { position }]) => sum + size - position, 0);
  let done = 0;
  let pending = 0;
  const appender = await engine.appender('calls', COLUMNS);
  try {
    for (const [file, state] of todo) {
      pending += await ingestFile(engine, appender, file, state, options, (bytes) => {
        done += bytes;
        options.onProgress?.(done, total);
      });
    }
  } finally {
    appender.close();
  }
  return pending;
}

async function ingestFile(
  engine: Engine,
  appender: TableAppender,
  file: LogFile,
  state: FileState,
  { isFollowing = false }: IngestOptions,
  onBytes: (bytes: number) => void,
): Promise<number> {
  let pending = 0;
  let uncommitted = 0;
  const commit = async (): Promise<void> => {
    appender.flush();
    state.head = await headOf(file.path, state.position);
    await saveFile(engine, state);
    await engine.run('COMMIT');
    uncommitted = 0;
  };
  await engine.run('BEGIN TRANSACTION');
  try {
    for await (const batch of readFile(file.path, { from: state.position, isFollowing })) {
      pending += batch.pending;
      onBytes(batch.end - state.position);
      note(state, batch);
      for (const record of batch.records) {
        addRow(appender.rows, record, state.number);
        if (appender.rows.isFull) appender.flush();
      }
      uncommitted += batch.records.length;
      if (uncommitted >= COMMIT_RECORDS) {
        await commit();
        await engine.run('BEGIN TRANSACTION');
      }
    }
    await commit();
  } catch (error) {
    appender.rows.clear();
    await engine.run('ROLLBACK');
    // Log retention may remove a file before it is read.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return pending;
}

function note(state: FileState, batch: ReadBatch): void {
  state.position = batch.end;
  state.bad += batch.bad;
  state.joined += batch.joined;
  if (batch.firstBad !== undefined) state.first_bad ??= `${state.name}, ${batch.firstBad}`;
  if (batch.firstNewer !== undefined) state.first_newer ??= `${state.name}, ${batch.firstNewer}`;
}

async function saveFile(engine: Engine, state: FileState): Promise<void> {
  await engine.run('DELETE FROM files WHERE number = ?', [state.number]);
  const { number, name, identity, head, position, bad, joined } = state;
  await engine.run('INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    number,
    name,
    identity,
    head,
    position,
    bad,
    joined,
    state.first_bad,
    state.first_newer,
  ]);
}

async function knownFiles(engine: Engine): Promise<KnownFile[]> {
  return (await engine.rows('SELECT * FROM files ORDER BY number')) as unknown as KnownFile[];
}

/** Known files that exist, with the same start and no less data. */
async function unchangedFiles(
  known: readonly KnownFile[],
  present: readonly LogFile[],
): Promise<KnownFile[]> {
  const byName = new Map(present.map((file) => [file.name, file]));
  const unchanged: KnownFile[] = [];
  for (const one of known) {
    const file = byName.get(one.name);
    if (file === undefined || file.identity !== one.identity || file.size < one.position) continue;
    const head = await headOf(file.path, one.position).catch(() => undefined);
    if (head === one.head) unchanged.push(one);
  }
  return unchanged;
}

/** A follower has already shown the records; other readers must not see records of removed files. */
async function forgetFiles(
  engine: Engine,
  before: readonly KnownFile[],
  unchanged: readonly KnownFile[],
  { isFollowing = false }: IngestOptions,
): Promise<void> {
  if (!isFollowing) {
    await makeTables(engine);
    return;
  }
  for (const file of before) {
    if (unchanged.includes(file)) continue;
    await engine.run('DELETE FROM files WHERE number = ?', [file.number]);
  }
}

/** Start offset in bytes for a file with a new name. */
function startOf(
  { name, identity, size }: LogFile,
  before: readonly KnownFile[],
  { isFollowing = false, startAt }: IngestOptions,
): number {
  if (!isFollowing) return 0;
  // The file was cut, or renamed by log rotation.
  const wasThere = before.some((file) => file.name === name);
  const renamed = before.find((file) => file.identity === identity && file.name !== name);
  const position = renamed?.position ?? (wasThere ? 0 : startAt?.get(name)) ?? 0;
  return position <= size ? position : 0;
}

async function toReport(
  engine: Engine,
  files: readonly KnownFile[],
  pending: number,
): Promise<LogReport> {
  const [row] = await engine.rows('SELECT count(*) AS n FROM calls');
  return {
    read: Number(row?.['n']),
    bad: files.reduce((sum, { bad }) => sum + bad, 0),
    pending,
    joined: files.reduce((sum, { joined }) => sum + joined, 0),
    firstBad: files.find(({ first_bad: bad }) => bad !== null)?.first_bad ?? undefined,
    firstNewer: files.find(({ first_newer: newer }) => newer !== null)?.first_newer ?? undefined,
  };
}
