import { existsSync, mkdirSync } from 'node:fs';
import { Command } from 'commander';
import { toCount } from '../format/quantity.ts';
import { progressBar } from '../format/progress.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { importFiles, type ImportCounts } from '../import/import-files.ts';
import { RecordWriter } from '../import/record-writer.ts';
import { sourceFiles } from '../import/source-files.ts';
import { type LogOptions, openLog, withLogOptions } from './log-options.ts';

interface Options extends LogOptions {
  readonly allSpans?: boolean;
  readonly dryRun?: boolean;
}

/** `llm-otel import` */
export function importCommand(): Command {
  const command = new Command('import')
    .description("adds traces of the collector's OTLP/JSON files to the log; a span is added once")
    .argument('<files...>', 'files or directories; rotated, .gz and .zst ones too')
    .option('--all-spans', 'also those that are not about language models')
    .option('--dry-run', 'tell only');
  return withLogOptions(command).action(run);
}

async function run(names: readonly string[], options: Options): Promise<void> {
  const files = sourceFiles(names);
  const { allSpans = false, dryRun = false } = options;
  if (!dryRun) mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const known = await knownSpans(options);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const counts: ImportCounts = { lines: 0, bad: 0, joined: 0, otherItems: 0 };
  const writer = dryRun ? undefined : new RecordWriter(options.dir);
  const bar = progressBar('importing', 'bytes');
  let done = 0;
  let added = 0;
  let already = 0;
  for await (const record of importFiles(files, allSpans, counts, (bytes) => {
    done += bytes;
    bar.update(done, total);
  })) {
    const id = String(record['log_type'] === 'feedback' ? record['request_id'] : spanKey(record));
    if (known.has(id)) already += 1;
    else {
      known.add(id);
      added += 1;
      writer?.add(record);
    }
  }
  writer?.end();
  bar.stop();
  const { lines, bad, joined, otherItems: other } = counts;
  if (options.json === true) {
    const result = { added, already, other, lines, bad, joined, dry_run: dryRun };
    console.log(toSafeJson({ ...result, files: writer?.names ?? [] }, 2));
  } else {
    console.log(
      `${toCount(added)} records ${dryRun ? 'would be ' : ''}added, ${toCount(already)} were there, ${toCount(other)} spans and events are not about language models; ${toCount(lines)} lines read, ${toCount(bad)} bad, ${toCount(joined)} joined`,
    );
  }
  if (options.strict === true && bad > 0) process.exitCode = 2;
}

function spanKey(record: Readonly<Record<string, unknown>>): string {
  return `${String(record['trace_id'])}${String(record['span_id'])}`;
}

/** Spans and feedback in the log. */
async function knownSpans(options: Options): Promise<Set<string>> {
  if (!existsSync(options.dir)) return new Set();
  await using store = await openLog(options);
  const rows = await store.engine.rows(
    `SELECT CASE log_type WHEN 'feedback' THEN request_id ELSE concat(trace_id, span_id) END AS id
     FROM calls WHERE log_type <> 'request_started'`,
  );
  return new Set(rows.map(({ id }) => String(id)));
}
