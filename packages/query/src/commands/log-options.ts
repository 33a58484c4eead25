// Shared by all commands that read the log: location options, opening the log, and reporting problems.

import type { Command } from 'commander';
import { isArchive } from '../archive/archive-place.ts';
import { note } from '../format/note.ts';
import { reasonOf } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { toCount } from '../format/quantity.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { progressBar } from '../format/progress.ts';
import { logFiles, strayLinks } from '../reader/log-files.ts';
import type { LogReport } from '../store/ingest.ts';
import type { Store } from '../store/store.ts';
import { keepYoungGenerationSmall } from '../young-generation.ts';

/** Options of a command that reads the log. */
export interface LogOptions {
  readonly dir: string;
  readonly json?: boolean;
  readonly recursive?: boolean;
  readonly cache: boolean;
  readonly strict?: boolean;
  readonly ignoreNewer?: boolean;
}

/** Adds the options. */
export function withLogOptions(command: Command): Command {
  return command
    .option(
      '--dir <directory>',
      'where the logs are, or an archive of Parquet: a folder, or s3://bucket/folder',
      process.env['LLM_OTEL_LOG_DIR'] || './llm_logs',
    )
    .option('--recursive', 'read the logs in the folders below as well, such as one for each host')
    .option('--json', 'answer in JSON')
    .option('--no-cache', 'leave no cache beside the logs')
    .option('--strict', 'fail (exit code 2) when a line of the log is damaged')
    .option('--ignore-newer', 'leave out records of a newer version instead of failing');
}

/** Opens the log and prints warnings to stderr. */
export async function openLog(options: LogOptions): Promise<Store> {
  const { Store: Opened } = await import('../store/store.ts');
  keepYoungGenerationSmall();
  const bar = progressBar('reading the log', 'MiB');
  let store: Store;
  try {
    store = await Opened.open({
      directory: options.dir,
      isTree: options.recursive === true,
      isCached: options.cache,
      onProgress: (done, total) => bar.update(done / MIB, total / MIB),
    });
  } finally {
    bar.stop();
  }
  try {
    check(store.report, options);
  } catch (error) {
    store.close();
    throw error;
  }
  tellUnreadable(store.report);
  if (store.note !== undefined) note(store.note);
  tellStrayLinks(options.dir, options.recursive);
  tellNoLog(options.dir, options.recursive);
  return store;
}

/** A directory without a log would be answered with zeros, and a wrong one too. */
export function tellNoLog(directory: string, isTree = false): void {
  if (isArchive(directory) || logFiles(directory, isTree).length > 0) return;
  note(
    `no log is in ${directory}: it has no llm_logs_*.jsonl file; has the program made no call yet, does it write elsewhere (--dir, LLM_OTEL_LOG_DIR), or to folders below (--recursive)?`,
  );
}

function tellUnreadable({ unreadable }: LogReport): void {
  const [first, ...others] = unreadable;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${toCount(others.length)} more)`;
  note(
    `${first.name}${more} cannot be read: ${first.why ?? `${reasonOf(first.code)} (${first.code})`}; the rest of the log is`,
  );
}

/** Says once which links are not read. */
export function tellStrayLinks(directory: string, isTree = false): void {
  if (isArchive(directory)) return;
  const [first, ...others] = strayLinks(directory, isTree);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${toCount(others.length)} more)`;
  note(`${first}${more} is a link out of the log directory and is not read; copy the file`);
}

const MIB = 1024 * 1024;

/** Prints `value` as JSON, together with the log report. */
export function printJson(value: object, store: Store): void {
  console.log(toSafeJson({ ...value, log: toLog(store.report) }, 2));
}

/** The log report as JSON. */
export function toLog({ read, bad, pending, joined }: LogReport): object {
  return { read, bad, pending, joined };
}

function check(report: LogReport, options: LogOptions): void {
  const { read, bad, pending, joined, firstBad, firstNewer } = report;
  if (firstNewer !== undefined && options.ignoreNewer !== true) {
    throw new Failure(
      `a record (${firstNewer}) was written by a newer version than this one reads; update @llm-otel/query, or leave such records out with --ignore-newer`,
      EXIT.newerSchema,
    );
  }
  if (bad > 0 || pending > 0 || joined > 0) {
    note(
      `${toCount(read)} records read, ${toCount(bad)} bad, ${toCount(pending)} pending, ${toCount(joined)} joined${firstBad === undefined ? '' : `; the first bad one: ${firstBad}`}`,
    );
  }
  if (options.strict === true && bad > 0) {
    throw new Failure(`--strict: ${toCount(bad)} lines of the log are damaged`);
  }
}
