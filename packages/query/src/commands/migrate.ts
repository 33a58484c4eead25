import { Command } from 'commander';
import { toCount } from '../format/quantity.ts';
import { toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { migrateFile } from '../import/migrate-file.ts';
import { logFiles } from '../reader/log-files.ts';
import { removeCache } from '../store/cache.ts';

interface Options {
  readonly dir: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `llm-otel migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('rewrites records of version 0.1 as 1.0; the files of today are left for tomorrow')
    .option(
      '--dir <directory>',
      'where the logs are',
      process.env['LLM_OTEL_LOG_DIR'] || './llm_logs',
    )
    .option('--dry-run', 'tell only')
    .option('--json', 'answer in JSON')
    .action(run);
}

async function run({ dir, dryRun = false, json }: Options): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const files: { name: string; records: number; is_left: boolean }[] = [];
  for (const { name, path, day } of logFiles(dir)) {
    // A process may be appending.
    const isLeft = day === today;
    const records = await migrateFile(path, dryRun || isLeft);
    if (records > 0) files.push({ name, records, is_left: isLeft });
  }
  const migrated = files.filter((file) => !file.is_left);
  if (!dryRun && migrated.length > 0) removeCache(dir);
  if (json === true) {
    console.log(toSafeJson({ files, dry_run: dryRun }, 2));
    return;
  }
  for (const { name, records, is_left: isLeft } of files) {
    const what = isLeft ? 'left, it is of today' : dryRun ? 'would be rewritten' : 'rewritten';
    console.log(`${toSafeLine(name)}: ${toCount(records)} records of version 0.1, ${what}`);
  }
  if (files.length === 0) console.log('no record is of version 0.1');
}
