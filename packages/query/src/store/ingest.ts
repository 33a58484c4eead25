// Updates the database from the log files. Bytes are read once.

import { makeTables } from './cache.ts';
import { COLUMNS } from './columns.ts';
import type { Engine } from './engine.ts';
import { type FileState, ingestFile } from './ingest-file.ts';
import type { KnownFile, Matches, PresentFile } from './known-files.ts';
import { findFiles, orUnreadable, type Samples, type UnreadableFile } from './present-files.ts';

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
  /** The rest was read without these. */
  readonly unreadable: readonly UnreadableFile[];
}

/** Ingest options. */
export interface IngestOptions {
  /** Called while files are read, with bytes. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Reads the folders below the directory, too: those of hosts, say. */
  readonly isTree?: boolean;
}

/** A log file and its number in the rows. */
export interface NumberedFile {
  readonly number: number;
  readonly path: string;
}

const NEW_FILE = {
  head: '',
  foot: '',
  position: 0,
  size: 0,
  bad: 0,
  joined: 0,
  first_bad: null,
  first_newer: null,
};

/** Reads new data in `directory`, and everything if a file was removed, replaced or cut. */
export async function ingest(
  engine: Engine,
  directory: string,
  samples: Samples,
  options: IngestOptions,
): Promise<{ report: LogReport; files: NumberedFile[] }> {
  const before = await knownFiles(engine);
  const { isTree } = options;
  const { present, matches, unreadable } = await findFiles(before, { directory, isTree, samples });
  if (!matches.isComplete) await makeTables(engine);
  const todo = filesToRead(before, matches);
  const pending = todo.length === 0 ? 0 : await readFiles(engine, todo, unreadable, options);
  const files = await knownFiles(engine);
  const pathOf = new Map(present.map((file) => [file.name, file.path]));
  return {
    report: await toReport(engine, files, pending, unreadable),
    files: files.map(({ number, name }) => ({ number, path: pathOf.get(name)! })),
  };
}

/** Files with new data or with a new name, in their order. */
function filesToRead(
  before: readonly KnownFile[],
  { found, distinct, isComplete }: Matches,
): (readonly [PresentFile, FileState])[] {
  const known = isComplete ? before : [];
  const stateOf = new Map(known.map((one) => [found.get(one.number)!.name, one]));
  let next = before.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
  return distinct.flatMap((file) => {
    const { name, identity, size, content } = file;
    const state = stateOf.get(name);
    const isSame = state?.name === name && state.identity === identity;
    const isRead = content.isCompressed ? isSame : size <= (state?.position ?? 0);
    if (isRead && (isSame || size === 0)) return [];
    return [[file, { ...(state ?? { ...NEW_FILE, number: next++ }), name, identity }] as const];
  });
}

/** Returns the number of incomplete lines. */
async function readFiles(
  engine: Engine,
  todo: readonly (readonly [PresentFile, FileState])[],
  unreadable: UnreadableFile[],
  { onProgress }: IngestOptions,
): Promise<number> {
  const total = todo.reduce(
    (sum, [{ size }, { position }]) => sum + Math.max(0, size - position),
    0,
  );
  let done = 0;
  let pending = 0;
  // While it commits, this thread reads; a third one would only take time and memory from both.
  await engine.run('SET threads = 1');
  const appender = await engine.appender('calls', COLUMNS);
  try {
    for (const [file, state] of todo) {
      await orUnreadable(file.name, unreadable, async () => {
        pending += await ingestFile(engine, appender, file, state, (bytes) => {
          done += bytes;
          onProgress?.(Math.min(done, total), total);
        });
      });
    }
  } finally {
    // A database that failed may answer nothing any more; what it failed with is told.
    await engine.run('RESET threads').catch(() => undefined);
    appender.close();
  }
  return pending;
}

async function knownFiles(engine: Engine): Promise<KnownFile[]> {
  return (await engine.rows('SELECT * FROM files ORDER BY number')) as unknown as KnownFile[];
}

async function toReport(
  engine: Engine,
  files: readonly KnownFile[],
  pending: number,
  unreadable: readonly UnreadableFile[],
): Promise<LogReport> {
  const [row] = await engine.rows('SELECT count(*) AS n FROM calls');
  return {
    read: Number(row?.['n']),
    bad: files.reduce((sum, { bad }) => sum + bad, 0),
    pending,
    joined: files.reduce((sum, { joined }) => sum + joined, 0),
    firstBad: files.find(({ first_bad: bad }) => bad !== null)?.first_bad ?? undefined,
    firstNewer: files.find(({ first_newer: newer }) => newer !== null)?.first_newer ?? undefined,
    unreadable,
  };
}
