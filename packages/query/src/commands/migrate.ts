import { Command } from 'commander';
import { toCount } from '../format/quantity.ts';
import { toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { migrateFile } from '../import/migrate-file.ts';
import { removeCache } from '../store/cache.ts';
import { distinctFiles } from '../store/present-files.ts';

interface Options {
  readonly dir: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface MigratedFile {
  readonly name: string;
  readonly records: number;
  readonly is_left: boolean;
  readonly why: string | undefined;
}

/** `llm-otel migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
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
  const files: MigratedFile[] = [];
  for (const { name, path, day, content } of await distinctFiles(dir)) {
    // A process may be appending.
    const why = day === today ? 'of today' : content.isCompressed ? 'compressed' : undefined;
    const records = await migrateFile(path, dryRun || why !== undefined);
    if (records > 0) files.push({ name, records, is_left: why !== undefined, why });
  }
  const migrated = files.filter((file) => !file.is_left);
  if (!dryRun && migrated.length > 0) removeCache(dir);
  if (json === true) {
    console.log(toSafeJson({ files, dry_run: dryRun }, 2));
    return;
  }
  for (const { name, records, why } of files) {
    const what =
      why !== undefined ? `left, it is ${why}` : dryRun ? 'would be rewritten' : 'rewritten';
    console.log(`${toSafeLine(name)}: ${toCount(records)} records of version 0.1, ${what}`);
  }
  if (files.length === 0) console.log('no record is of version 0.1');
}
