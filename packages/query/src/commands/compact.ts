import { statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { isArchive, isBucket } from '../archive/archive-place.ts';
import { foldersToMerge, merge } from '../archive/compaction.ts';
import { MEMORY_MB } from '../archive/archive-calls.ts';
import { explain } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { note } from '../format/note.ts';
import { progressBar } from '../format/progress.ts';
import { toBytes, toCount } from '../format/quantity.ts';
import { toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { openTemporary } from '../store/open-engine.ts';
import { parseDuration } from '../time-point.ts';

interface Options {
  readonly dir: string;
  readonly olderThan: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface Result {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly records?: number;
  readonly dropped?: number;
  readonly bytes_after?: number;
}

/** `llm-otel compact` */
export function compactCommand(): Command {
  return new Command('compact')
    .requiredOption('--dir <directory>', 'the archive')
    .option(
      '--older-than <length>',
      'days whose end is so long ago: longer than exports look back',
      '2d',
    )
    .option('--dry-run', 'tell only')
    .option('--json', 'answer in JSON')
    .action(run);
}

async function run({ dir, olderThan, dryRun = false, json }: Options): Promise<void> {
  if (isBucket(dir)) {
    throw new Failure(
      `${dir} is a bucket, in which nothing can be replaced; copy it to a folder, compact that, and copy it back: aws s3 sync --delete`,
    );
  }
  if (!isArchive(dir)) {
    throw new Failure(
      `${dir} is no archive: it has no date=<day> folder; export --partition-by date,service makes one`,
    );
  }
  const until = Date.now() - parseDuration('--older-than', olderThan);
  const folders = [...foldersToMerge(dir, until)];
  const results = dryRun
    ? folders.map(([folder, files]) => before(dir, folder, files))
    : await mergeAll(dir, folders);
  if (json === true) {
    console.log(toSafeJson({ folders: results, dry_run: dryRun }, 2));
    return;
  }
  for (const result of results) console.log(toSafeLine(toText(result)));
  const files = results.reduce((sum, one) => sum + one.files, 0);
  console.log(
    `${toCount(files)} files of ${toCount(results.length)} ${results.length === 1 ? 'folder' : 'folders'} ${dryRun ? 'to be merged' : 'merged'}`,
  );
}

async function mergeAll(
  archive: string,
  folders: readonly (readonly [folder: string, files: readonly string[]])[],
): Promise<Result[]> {
  const results: Result[] = [];
  const { engine, close } = await openTemporary(MEMORY_MB);
  const bar = progressBar('merging', 'folders');
  try {
    for (const [at, [folder, files]] of folders.entries()) {
      bar.update(at, folders.length);
      const was = before(archive, folder, files);
      try {
        const { file, records, dropped } = await merge(engine, files);
        results.push({ ...was, records, dropped, bytes_after: statSync(file).size });
      } catch (error) {
        note(`${was.folder} is left as it is: ${explain(error, false).message}`);
        process.exitCode = EXIT.system;
      }
    }
  } finally {
    bar.stop();
    close();
  }
  return results;
}

function before(archive: string, folder: string, files: readonly string[]): Result {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { folder: path.relative(archive, folder), files: files.length, bytes };
}

function toText({ folder, files, bytes, records, dropped, bytes_after: after }: Result): string {
  const was = `${folder}: ${toCount(files)} files, ${toBytes(bytes)}`;
  if (records === undefined) return was;
  const twice = dropped === 0 ? '' : `; ${toCount(dropped!)} that were there twice`;
  return `${was}, now one of ${toBytes(after!)} with ${toCount(records)} records${twice}`;
}
