import { rmSync } from 'node:fs';
import { Command } from 'commander';
import { reasonOf } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { toBytes, toCount } from '../format/quantity.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { type LogFile, logFiles } from '../reader/log-files.ts';
import { removeCache } from '../store/cache.ts';
import { parseDuration } from '../time-point.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

interface Options {
  readonly dir: string;
  readonly olderThan?: string;
  readonly maxBytes?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `llm-otel prune` */
export function pruneCommand(): Command {
  return new Command('prune')
    .option(
      '--dir <directory>',
      'where the logs are',
      process.env['LLM_OTEL_LOG_DIR'] || './llm_logs',
    )
    .option('--older-than <length>', 'days whose end is so long ago: 30d, 12w')
    .option('--max-bytes <size>', 'the oldest files until no more than this is left: 500M, 2G')
    .option('--dry-run', 'tell only')
    .option('--json', 'answer in JSON')
    .action(run);
}

function run({ dir, olderThan, maxBytes, dryRun = false, json }: Options): void {
  if (olderThan === undefined && maxBytes === undefined) {
    throw new Failure('prune needs --older-than <length> or --max-bytes <size>');
  }
  const oldest =
    olderThan === undefined ? -Infinity : Date.now() - parseDuration('--older-than', olderThan);
  const most = maxBytes === undefined ? Infinity : parseBytes(maxBytes);
  const { removed, kept } = choose(logFiles(dir), oldest, most);
  if (!dryRun && removed.length > 0) {
    for (const { path } of removed) remove(path);
    // The cache still contains the deleted calls.
    removeCache(dir);
  }
  const bytes = sizeOf(removed);
  if (json === true) {
    const names = removed.map(({ name }) => name);
    console.log(toSafeJson({ removed: names, bytes, kept: kept.length, dry_run: dryRun }, 2));
    return;
  }
  for (const { name, size } of removed) {
    console.log(`${dryRun ? 'would remove' : 'removed'} ${name} (${toBytes(size)})`);
  }
  console.log(
    `${toCount(removed.length)} files, ${toBytes(bytes)} ${dryRun ? 'to be removed' : 'removed'}; ${toCount(kept.length)} files, ${toBytes(sizeOf(kept))} left`,
  );
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`${file} cannot be removed: ${reasonOf(code)} (${code})`, EXIT.system);
  }
}

/** Selects the files to delete. Ignores files that llm-otel did not write. */
function choose(
  files: readonly LogFile[],
  oldest: number,
  most: number,
): { removed: LogFile[]; kept: LogFile[] } {
  const today = new Date().toISOString().slice(0, 10);
  const ours = files.filter(({ day }) => day !== undefined);
  let left = sizeOf(ours);
  const removed = ours.filter(({ day, size }) => {
    if (day! >= today) return false;
    const isOld = Date.parse(`${day}T24:00:00Z`) <= oldest;
    if (!isOld && left <= most) return false;
    left -= size;
    return true;
  });
  return { removed, kept: ours.filter((file) => !removed.includes(file)) };
}

function sizeOf(files: readonly LogFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function parseBytes(text: string): number {
  const [, digits, unit] = /^(\d{1,12})\s*([kmg]?)(?:i?b)?$/i.exec(text) ?? [];
  if (digits === undefined) {
    throw new Failure(`--max-bytes is "${text}"; give a size such as 1000000, 500M or 2G`);
  }
  return Number(digits) * UNITS[unit!.toLowerCase()]!;
}
