import { Command } from 'commander';
import { recordTitle } from '../format/record-title.ts';
import { toCount } from '../format/quantity.ts';
import { dim, outputWidth } from '../format/terminal.ts';
import { toSafeLine } from '../format/text-safety.ts';
import type { Row } from '../store/engine.ts';
import { withShortIds } from '../store/short-ids.ts';
import { findText, type Match } from '../store/text-search.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly limit: number;
}

/** `llm-otel search` */
export function searchCommand(): Command {
  const command = new Command('search')
    .argument('<text>', 'the text, whatever its case')
    .option('--limit <records>', 'the newest so many', wholeNumber(1), 20);
  return withLogOptions(withTableOptions(withFilterOptions(command, 'all'))).action(run);
}

async function run(text: string, options: Options): Promise<void> {
  const filter = toFilter(options);
  await using store = await openLog(options);
  const { found, searched, withContent } = await findText(store, filter, text, options.limit);
  if (options.json === true) {
    const counts = { count: found.length, searched, with_content: withContent };
    printJson({ results: found, ...counts }, store);
    return;
  }
  const records = found.map(({ record }) => record as Row);
  const shown = await withShortIds(store, records, outputWidth(options.wide));
  for (const [at, { record, matches }] of found.entries()) {
    const { trace_id: trace, request_id: request } = shown[at]!;
    const title = [record['timestamp'], recordTitle(record), trace, request];
    console.log(toSafeLine(title.filter((part) => part !== undefined).join('  ')));
    for (const match of matches) console.log(`  ${toLine(match)}`);
  }
  if (found.length === 0) {
    console.error(`no record contains that${toContentNote(searched, withContent)}`);
  }
}

/** Says where the text could not be: in content that was not recorded. */
function toContentNote(searched: number, withContent: number): string {
  if (searched === 0 || withContent === searched) return '';
  const which = withContent === 0 ? 'none' : toCount(withContent);
  return `; ${which} of the ${toCount(searched)} records searched have content: OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true records that of later calls`;
}

function toLine({ path, before, text, after }: Match): string {
  return `${dim(`${toSafeLine(path)}:`)} ${toSafeLine(`${before}«${text}»${after}`)}`;
}
