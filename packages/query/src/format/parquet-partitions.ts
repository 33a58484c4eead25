// An archive: Parquet files in folders of days, and of services below them. Each file belongs to the export of one
// name, which replaces its own files and no others.

import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { renameLastingly } from '../lasting-rename.ts';
import type { Filter } from '../store/filter.ts';
import { type Partition, PARTITION_SQL, parquetList } from '../store/parquet-list.ts';
import { toText } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { isPlaceOfOthers } from './output-file.ts';

const DAY_MS = 86_400_000;

/** How an archive is written. */
export interface PartitionOptions {
  readonly hasAliases: boolean;
  /** From the outer to the inner. */
  readonly partitions: readonly Partition[];
  /** What the names of the files begin with. */
  readonly name: string;
}

/**
 * Writes `date=<day>/<name>_<number>.parquet` in the directory `output`, which is made where it is missing, or with
 * services `date=<day>/service=<service>/<name>_<number>.parquet`. The files of a day that is written take the place of
 * the earlier ones of that name; other days and names stay.
 *
 * @throws {Failure} when others can write to the directory, or it is the log's
 */
export async function writePartitions(
  store: Store,
  filter: Filter,
  log: string,
  output: string,
  { hasAliases, partitions, name }: PartitionOptions,
): Promise<void> {
  mkdirSync(output, { recursive: true });
  if (isPlaceOfOthers(log, path.join(output, 'date'))) {
    throw new Failure(
      `${output} is the directory of the log, or others can write to it; name another one with --output`,
    );
  }
  const list = parquetList({ hasAliases, isMarked: store.isMarked });
  const temporary = makeTemporaryFolder(output);
  const folder = temporary.path;
  try {
    // One after the other: the database would hold rows of all of them in memory.
    for (const { place, period, condition } of await partitionsOf(store, filter, partitions)) {
      const { sql, parameters } = await store.select(list, { ...filter, ...period });
      mkdirSync(path.join(folder, place), { recursive: true });
      const file = path.join(folder, place, `${name}_0.parquet`);
      await store.engine.copyToParquet({ sql: `${sql} AND ${condition}`, parameters }, file);
    }
    for (const day of readdirSync(folder)) {
      removeFiles(path.join(output, day), name);
      moveFiles(path.join(folder, day), path.join(output, day));
    }
  } finally {
    temporary.remove();
  }
}

/** The folders of the records, and which records are in each. */
async function partitionsOf(
  store: Store,
  filter: Filter,
  partitions: readonly Partition[],
): Promise<{ place: string; period: Filter; condition: string }[]> {
  const columns = partitions.map((name) => `${PARTITION_SQL[name]} AS "${name}"`).join(', ');
  const { sql, parameters } = await store.select(`DISTINCT ${columns}`, filter);
  const rows = await store.engine.rows(`${sql} ORDER BY ALL`, parameters);
  return rows.map((row) => ({
    place: partitions.map((name) => `${name}=${String(row[name])}`).join('/'),
    period: toPeriod(Date.parse(String(row['date']))),
    condition: partitions
      .map((name) => `${PARTITION_SQL[name]} = ${toText(String(row[name]))}`)
      .join(' AND '),
  }));
}

/** Spares the database the other days. Records without a time are of no day. */
function toPeriod(day: number): Filter {
  return Number.isNaN(day) ? {} : { since: new Date(day), until: new Date(day + DAY_MS) };
}

/** Removes the files of `name` from a day, and folders that are empty then. */
function removeFiles(day: string, name: string): void {
  for (const entry of entriesOf(day)) {
    const place = path.join(day, entry.name);
    if (entry.isDirectory()) {
      removeFiles(place, name);
      if (entriesOf(place).length === 0) rmdirSync(place);
    } else if (nameOf(entry.name) === name) rmSync(place);
  }
}

function nameOf(file: string): string | undefined {
  return /^(.+)_\d+\.parquet$/.exec(file)?.[1];
}

function moveFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of entriesOf(from)) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) moveFiles(source, target);
    else renameLastingly(source, target);
  }
}

function entriesOf(directory: string): Dirent[] {
  return existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
}
