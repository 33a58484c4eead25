// Reads the new data of one log file into the database, in transactions that also say how far it was read. While
// the database commits one, the rows of the next are read.

import { FileContent } from '../reader/file-content.ts';
import { readFile, type ReadBatch } from '../reader/read-file.ts';
import { addRow, COLUMNS } from './columns.ts';
import type { Engine } from './engine.ts';
import type { TableAppender } from './table-appender.ts';
import type { KnownFile, PresentFile } from './known-files.ts';
import { BUFFER_ROWS } from './row-buffer.ts';
import { RowsAhead } from './rows-ahead.ts';

/**
 * Commits after this many records: eight groups of rows, as the database writes them. Smaller commits take more of its time and
 * memory; whoever stops the command loses no more than this.
 */
const COMMIT_RECORDS = 8 * 60 * BUFFER_ROWS;

/** What the database knows of a file while it is read. */
export type FileState = { -readonly [Key in keyof KnownFile]: KnownFile[Key] };

/** Reads `file` from `state` on. Returns the number of incomplete lines. */
export async function ingestFile(
  engine: Engine,
  appender: TableAppender,
  file: PresentFile,
  state: FileState,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const ahead = new RowsAhead(COLUMNS);
  const commit = new RunningCommit();
  let pending = 0;
  let uncommitted = 0;
  // A compressed file counts as read only when it is read to its end.
  state.size = 0;
  await engine.run(BEGIN);
  try {
    for await (const batch of readFile(file.path, { from: state.position })) {
      pending += batch.pending;
      onBytes(batch.end - state.position);
      note(state, batch);
      for (const record of batch.records) addRow(ahead.rows, record, state.number);
      uncommitted += batch.records.length;
      if (ahead.isCrowded) await commit.end();
      if (commit.isRunning) continue;
      ahead.appendFull(appender);
      if (uncommitted < COMMIT_RECORDS) continue;
      ahead.appendAll(appender);
      uncommitted = 0;
      commit.start(saveFile(engine, file, { ...state }).then(() => engine.run(BEGIN)));
    }
    await commit.end();
    ahead.appendAll(appender);
    state.size = file.size;
    await saveFile(engine, file, state);
  } catch (error) {
    // A statement may not interrupt another one.
    await commit.end().catch(() => undefined);
    // After a commit that failed there is nothing to roll back.
    await engine.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
  return pending;
}

const BEGIN = 'BEGIN TRANSACTION';

/** The commit that runs while more is read. */
class RunningCommit {
  #running: Promise<void> | undefined;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  start(commit: Promise<void>): void {
    this.#running = commit;
    // A failed one counts as running until somebody waits for its end.
    commit.then(
      () => (this.#running = undefined),
      () => undefined,
    );
  }

  /** @throws what the commit has thrown */
  async end(): Promise<void> {
    await this.#running;
  }
}

function note(state: FileState, batch: ReadBatch): void {
  state.position = batch.end;
  state.bad += batch.bad;
  state.joined += batch.joined;
  if (batch.firstBad !== undefined) state.first_bad ??= `${state.name}, ${batch.firstBad}`;
  if (batch.firstNewer !== undefined) state.first_newer ??= `${state.name}, ${batch.firstNewer}`;
}

/** Saves how far `file` was read, and commits. */
async function saveFile(engine: Engine, file: PresentFile, state: FileState): Promise<void> {
  const content = await FileContent.of(file.path);
  state.head = content.headBefore(state.position);
  state.foot = await content.footBefore(state.position);
  await engine.run('DELETE FROM files WHERE number = ?', [state.number]);
  await engine.run('INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    state.number,
    state.name,
    state.identity,
    state.head,
    state.foot,
    state.position,
    state.size,
    state.bad,
    state.joined,
    state.first_bad,
    state.first_newer,
  ]);
  await engine.run('COMMIT');
}
