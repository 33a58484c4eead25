import { Command } from 'commander';
import { Failure } from '../failure.ts';
import type { Row } from '../store/engine.ts';
import { askLocked } from '../store/locked-question.ts';
import { wholeNumber } from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';

interface Options extends LogOptions {
  readonly limit: number;
}

/** `llm-otel sql` */
export function sqlCommand(): Command {
  const command = new Command('sql')
    .argument('<query>', 'such as: SELECT model_id, count(*) FROM calls GROUP BY ALL')
    .option('--limit <rows>', 'at most so many rows', wholeNumber(1), 1000);
  return withLogOptions(command).action(run);
}

async function run(query: string, options: Options): Promise<void> {
  await using store = await openLog(options);
  let rows: Row[];
  try {
    rows = await askLocked(store, query, options.limit + 1);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`the query failed: ${(error as Error).message}`);
  }
  const isCut = rows.length > options.limit;
  const shown = rows.slice(0, options.limit);
  if (options.json === true) {
    printJson({ rows: shown, count: shown.length, is_cut: isCut }, store);
    return;
  }
  const { toText } = await import('../format/record-table.ts');
  const { toTable } = await import('../format/table.ts');
  const names = Object.keys(shown[0] ?? {});
  console.log(
    toTable(
      names.map((title) => ({ title, isNumber: typeof shown[0]?.[title] === 'number' })),
      shown.map((row) => names.map((name) => toText(name, row[name]))),
    ),
  );
  if (isCut) console.error(`the first ${options.limit} rows; more with --limit`);
}
