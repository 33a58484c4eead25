// An archive of many call records: those of a log that the command has exported, again and again with other times and
// ids, so that its columns are those of an export.

import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Engine } from '../../packages/query/src/store/engine.ts';
import { ask } from './ask.ts';
import { writeLog } from './many-records.ts';

const FIRST_DAY = Date.parse('2026-10-01T00:00:00Z');
const DAY_MS = 86_400_000;
const SERVICES = 8;
const MEMORY_MB = 2048;

/** What is in an archive. */
export interface ArchiveSize {
  readonly days: number;
  /** Records of the log that is repeated. */
  readonly records: number;
  /** How often in a day. */
  readonly repetitions: number;
}

/** Makes an archive in `directory`. */
export async function writeArchive(directory: string, size: ArchiveSize): Promise<string> {
  const log = path.join(directory, 'log');
  mkdirSync(log);
  writeLog(log, size.records);
  const template = path.join(directory, 'template.parquet');
  ask(log, ['export', '--format', 'parquet', '--output', template], 0);
  const archive = path.join(directory, 'calls');
  mkdirSync(archive);
  const engine = await Engine.open(undefined, {
    temporaryDirectory: path.join(directory, 'tmp'),
    memoryMb: MEMORY_MB,
  });
  await engine.run(`SET TimeZone = 'UTC'`);
  for (let day = 0; day < size.days; day += 1) {
    await engine.run(
      `COPY (${recordsOf(template, size, day)}) TO '${path.join(archive, folderOf(day))}'
       (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (service), FILENAME_PATTERN 'merged_{i}')`,
    );
  }
  engine.close();
  return archive;
}

/** Gives every file of `archive` further names in `times - 1` other years: so many records, and no more bytes on the disk. */
export function multiply(archive: string, times: number): void {
  for (const file of readdirSync(archive, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.parquet')) continue;
    for (let year = 1; year < times; year += 1) {
      const copy = path.join(archive, file.replace('2026', String(2026 + year)));
      mkdirSync(path.dirname(copy), { recursive: true });
      linkSync(path.join(archive, file), copy);
    }
  }
}

function folderOf(day: number): string {
  return `date=${new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)}`;
}

/** A day of records, evenly spread over it. One in ten is an agent, whose tokens are those of calls below it. */
function recordsOf(template: string, { records, repetitions }: ArchiveSize, day: number): string {
  const number = `(block * ${records} + row)`;
  const total = records * repetitions;
  const ms = `(${FIRST_DAY + day * DAY_MS} + ${number} * ${DAY_MS} // ${total})`;
  return `SELECT * REPLACE (
      make_timestamp(${ms} * 1000)::TIMESTAMPTZ AS "timestamp",
      format('{:012x}', ${ms}::BIGINT) || '-7000-8000-' || left(md5(${number} || 'r${day}'), 12) AS request_id,
      md5((${number} // 4) || 't${day}') AS trace_id,
      left(md5(${number} || 's${day}'), 16) AS span_id,
      'service-' || (row * 7 % ${SERVICES}) AS service_name,
      CASE WHEN row % 10 = 0 THEN 'step_completed' ELSE log_type END AS log_type,
      row % 10 = 0 AS holds_calls),
    'service-' || (row * 7 % ${SERVICES}) AS service
    FROM (SELECT *, row_number() OVER () - 1 AS row FROM '${template}'), (SELECT range AS block FROM range(${repetitions}))
    ORDER BY block, row`;
}
