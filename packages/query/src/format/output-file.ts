// The files that an export is written to. In the directory of the log, or in one that others can write,
// only a regular file of the user is overwritten.

import { closeSync, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import { isOpenToOthers, openEmptyFile, openOwnFile } from '../own-file.ts';
import type { Filter } from '../store/filter.ts';
import { parquetList } from '../store/parquet-list.ts';
import type { Store } from '../store/store.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/**
 * How to open `output` for a stream. The user's own links and pipes are followed.
 *
 * @throws {Failure} when it is a link or another user's file in a place of others
 */
export function toTarget(log: string, output: string): { mode: number } | { fd: number } {
  return isPlaceOfOthers(log, output) ? { fd: openEmptyFile(output) } : { mode: 0o600 };
}

/** Writes a Parquet file. The database opens files by name, and follows links. */
export async function writeParquet(
  store: Store,
  filter: Filter,
  log: string,
  output: string,
  hasAliases: boolean,
): Promise<void> {
  const { isMarked } = store;
  const source = await store.select(parquetList({ hasAliases, isMarked }), filter);
  if (!isPlaceOfOthers(log, output)) return store.engine.copyToParquet(source, output);
  closeSync(openOwnFile(output));
  const folder = makeTemporaryFolder(path.dirname(output));
  try {
    const file = path.join(folder.path, 'calls.parquet');
    await store.engine.copyToParquet(source, file);
    renameSync(file, output);
  } finally {
    folder.remove();
  }
}

/** Whether someone else may have put something in the place of `output`: the log is known to everybody. */
export function isPlaceOfOthers(log: string, output: string): boolean {
  const directory = path.dirname(path.resolve(output));
  return isOpenToOthers(directory) || toReal(directory) === toReal(log);
}

function toReal(directory: string): string | undefined {
  try {
    return realpathSync(directory);
  } catch {
    return undefined;
  }
}
