// Reads the new data of one log file into the database, in transactions that also say how far it was read.

import { FileContent } from '../reader/file-content.ts';
import { readFile, type ReadBatch } from '../reader/read-file.ts';
import { addRow } from './columns.ts';
import type { Engine, TableAppender } from './engine.ts';
import type { KnownFile, PresentFile } from './known-files.ts';
import { BUFFER_ROWS } from './row-buffer.ts';

/** Commits after this many records. */
const COMMIT_RECORDS = 50 * BUFFER_ROWS;

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
  let pending = 0;
  let uncommitted = 0;
  const commit = async (): Promise<void> => {
    appender.flush();
    const content = await FileContent.of(file.path);
    state.head = content.headBefore(state.position);
    state.foot = await content.footBefore(state.position);
    await saveFile(engine, state);
    await engine.run('COMMIT');
    uncommitted = 0;
  };
  // A compressed file counts as read only when it is read to its end.
  state.size = 0;
  await engine.run('BEGIN TRANSACTION');
  try {
    for await (const batch of readFile(file.path, { from: state.position })) {
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
    state.size = file.size;
    await commit();
  } catch (error) {
    appender.rows.clear();
    await engine.run('ROLLBACK');
    throw error;
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
}
