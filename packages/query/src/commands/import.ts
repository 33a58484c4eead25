import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { note } from '../format/note.ts';
import { makeDirectory } from '../own-directory.ts';
import { progressBar } from '../format/progress.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { EXIT } from '../failure.ts';
import { importSummary, importText, nothingUnderstood } from '../format/import-summary.ts';
import { SOURCE_FORMATS, type SourceFormat } from '../import/file-documents.ts';
import { ImportCounts } from '../import/import-counts.ts';
import { importFiles } from '../import/import-files.ts';
import { RecordWriter } from '../import/record-writer.ts';
import { sourceFiles } from '../import/source-files.ts';
import { logFiles } from '../reader/log-files.ts';
import { type LogOptions, openLog, withLogOptions } from './log-options.ts';

interface Options extends LogOptions {
  readonly allSpans?: boolean;
  readonly dryRun?: boolean;
  readonly format?: SourceFormat;
}

/** `llm-otel import` */
export function importCommand(): Command {
  const command = new Command('import')
    .argument('<files...>', 'files or directories; rotated, .gz and .zst ones too')
    .addOption(
      new Option('--format <format>', 'of the files, if their first bytes should not tell').choices(
        SOURCE_FORMATS,
      ),
    )
    .option('--all-spans', 'also those that are not about language models')
    .option('--dry-run', 'tell only');
  return withLogOptions(command).action(run);
}

async function run(names: readonly string[], options: Options): Promise<void> {
  const files = sourceFiles(names);
  const { allSpans = false, dryRun = false, format = 'auto' } = options;
  if (!dryRun) makeDirectory(options.dir);
  const known = await knownSpans(options);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const counts = new ImportCounts();
  const writer = dryRun ? undefined : new RecordWriter(options.dir);
  const bar = progressBar('importing', 'bytes');
  let done = 0;
  let added = 0;
  let already = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    bar.update(done, total);
  };
  for await (const { record, hasEvents } of importFiles(files, {
    isAll: allSpans,
    format,
    counts,
    onBytes,
  })) {
    const id = String(record['log_type'] === 'feedback' ? record['request_id'] : spanKey(record));
    if (known.has(id)) {
      already += 1;
      if (hasEvents) counts.addUnread('event_too_late', 1);
    } else {
      known.add(id);
      added += 1;
      writer?.add(record);
    }
  }
  writer?.end();
  bar.stop();
  const result = { added, already, files: writer?.names ?? [], isDryRun: dryRun };
  console.log(
    options.json === true
      ? toSafeJson(importSummary(counts, result), 2)
      : importText(counts, result),
  );
  const { bad } = counts;
  if (options.strict === true && bad > 0) process.exitCode = EXIT.usage;
  if (added + already === 0 && counts.isNothingUnderstood) {
    process.exitCode = EXIT.usage;
    note(nothingUnderstood(counts));
  }
}

function spanKey(record: Readonly<Record<string, unknown>>): string {
  return `${String(record['trace_id'])}${String(record['span_id'])}`;
}

/** Spans and feedback in the log. */
async function knownSpans(options: Options): Promise<Set<string>> {
  if (!existsSync(options.dir) || logFiles(options.dir).length === 0) return new Set();
  await using store = await openLog(options);
  const rows = await store.engine.rows(
    `SELECT CASE log_type WHEN 'feedback' THEN request_id ELSE concat(trace_id, span_id) END AS id
     FROM calls WHERE log_type NOT IN ('request_started', 'config')`,
  );
  return new Set(rows.map(({ id }) => String(id)));
}
