// Makes one file of the many that the exports of hosts leave in a folder of an archive. A record that several of them
// have is kept once.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { renameLastingly } from '../lasting-rename.ts';
import { isOpenToOthers } from '../own-file.ts';
import type { Engine } from '../store/engine.ts';
import { archiveFiles } from './archive-place.ts';
import { toSource } from './archive-view.ts';

const DAY_MS = 86_400_000;
const MERGED = /^merged_(\d+)\.parquet$/;
/** What makes two records the same. */
const IDENTITY = 'log_type, request_id, trace_id, span_id, "timestamp"';
const PLACE = 'file_index, file_row_number';

/** What became of the files of a folder. */
export interface Merged {
  readonly file: string;
  readonly records: number;
  /** Records that were there before, and are no more: others say the same. */
  readonly dropped: number;
}

/** The folders of `archive` with several files, of days that ended before `until`: milliseconds since 1970. */
export function foldersToMerge(archive: string, until: number): Map<string, string[]> {
  const files = archiveFiles(archive).map((file) => file.path);
  const folders = [...Map.groupBy(files, (file) => path.dirname(file))];
  return new Map(
    folders
      .filter(([folder, { length }]) => length > 1 && dayOf(archive, folder) + DAY_MS <= until)
      .map(([folder, names]) => [folder, inOrder(names)]),
  );
}

function dayOf(archive: string, folder: string): number {
  const [day = ''] = path.relative(archive, folder).split(path.sep);
  return Date.parse(day.slice('date='.length));
}

/** Those that were merged before last: what was exported again knows better which records repeat others. */
function inOrder(files: readonly string[]): string[] {
  return files.toSorted((a, b) => Number(numberOf(a) >= 0) - Number(numberOf(b) >= 0));
}

function numberOf(file: string): number {
  return Number(MERGED.exec(path.basename(file))?.[1] ?? -1);
}

/**
 * Merges `files` of one folder. The new file is there before the others go: a process that is killed in between leaves
 * records twice, and the next merging drops them.
 *
 * @throws {Failure} when others can write to the folder
 * @throws when a file is damaged; all are left as they are
 */
export async function merge(engine: Engine, files: readonly string[]): Promise<Merged> {
  const folder = path.dirname(files[0]!);
  if (isOpenToOthers(folder)) {
    throw new Failure('other users can write to the folder; take that right from them');
  }
  const file = path.join(folder, `merged_${Math.max(...files.map(numberOf)) + 1}.parquet`);
  const unfinished = path.join(folder, `.${path.basename(file)}.tmp`);
  const source = toSource(files);
  try {
    await engine.run(`CREATE OR REPLACE TEMP TABLE again AS ${selectAgain(source)}`);
    const sql = `SELECT * FROM ${source} WHERE (${PLACE}) NOT IN (SELECT (${PLACE}) FROM again)`;
    await engine.copyToParquet({ sql, parameters: [] }, unfinished);
    const [counts] = await engine.rows(
      `SELECT count(*) AS records, (SELECT count(*) FROM again) AS dropped FROM ${toSource([unfinished])}`,
    );
    renameLastingly(unfinished, file);
    for (const old of files) rmSync(old);
    return { file, records: Number(counts?.['records']), dropped: Number(counts?.['dropped']) };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** The places of records that a file before, or a row before, has too. Few are alike, and only those are compared. */
function selectAgain(source: string): string {
  return `WITH alike AS (SELECT hash(${IDENTITY}) AS hash FROM ${source} GROUP BY hash HAVING count(*) > 1)
    SELECT ${PLACE} FROM (
      SELECT ${PLACE}, row_number() OVER (PARTITION BY ${IDENTITY} ORDER BY ${PLACE}) AS number
      FROM ${source} WHERE hash(${IDENTITY}) IN (FROM alike))
    WHERE number > 1`;
}
