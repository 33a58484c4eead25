import { Command } from 'commander';
import { recordTitle } from '../format/record-title.ts';
import { dim } from '../format/table.ts';
import { toSafeLine } from '../format/text-safety.ts';
import { findText, type Match } from '../store/text-search.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';

interface Options extends LogOptions, FilterOptions {
  readonly limit: number;
}

/** `llm-otel search` */
export function searchCommand(): Command {
  const command = new Command('search')
    .description(
      'records that contain a text, in any field; in content too where that was captured',
    )
    .argument('<text>', 'the text, whatever its case')
    .option('--limit <records>', 'the newest so many', wholeNumber(1), 20);
  return withLogOptions(withFilterOptions(command, 'all')).action(run);
}

async function run(text: string, options: Options): Promise<void> {
  const filter = toFilter(options);
  await using store = await openLog(options);
  const found = await findText(store, filter, text, options.limit);
  if (options.json === true) {
    printJson({ results: found, count: found.length }, store);
    return;
  }
  for (const { record, matches } of found) {
    const title = [record['timestamp'], recordTitle(record), record['request_id']];
    console.log(toSafeLine(title.map(String).join('  ')));
    for (const match of matches) console.log(`  ${toLine(match)}`);
  }
  if (found.length === 0) console.error('no record contains that');
}

function toLine({ path, before, text, after }: Match): string {
  return `${dim(`${toSafeLine(path)}:`)} ${toSafeLine(`${before}«${text}»${after}`)}`;
}
