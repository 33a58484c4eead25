import { Command } from 'commander';
import type { PriceList } from 'llm-otel/prices';
import { toCount } from '../format/quantity.ts';
import { outputWidth } from '../format/terminal.ts';
import { toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { inSchemaOrder } from '../import/migrate-file.ts';
import { rewriteFile } from '../import/rewrite-file.ts';
import {
  type PriceOptions,
  toPriceList,
  toPriceTime,
  withPriceOptions,
} from '../prices/price-options.ts';
import { RepriceTotals } from '../prices/reprice-totals.ts';
import { toRepriced } from '../prices/repriced-record.ts';
import { toLogLine } from '../reader/log-line.ts';
import { parseLine } from '../reader/parse-line.ts';
import { removeCache } from '../store/cache.ts';
import { distinctFiles } from '../store/present-files.ts';
import { tellNoLog } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends PriceOptions, TableOptions {
  readonly dir: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

/** `llm-otel reprice` */
export function repriceCommand(): Command {
  const command = new Command('reprice')
    .option(
      '--dir <directory>',
      'where the logs are',
      process.env['LLM_OTEL_LOG_DIR'] || './llm_logs',
    )
    .option(
      '--write',
      'put the new cost into the records; the files of today are left for tomorrow',
    )
    .option('--json', 'answer in JSON');
  return withTableOptions(withPriceOptions(command)).action(run);
}

async function run(options: Options): Promise<void> {
  const { dir, write: isWritten = false, json, wide } = options;
  const ask = { prices: toPriceList(options), time: toPriceTime(options) };
  const today = new Date().toISOString().slice(0, 10);
  const totals = new RepriceTotals();
  const left: string[] = [];
  let written = 0;
  for (const { name, path, day, content } of await distinctFiles(dir)) {
    // A process may be appending.
    const why = day === today ? 'of today' : content.isCompressed ? 'compressed' : undefined;
    const isKept = !isWritten || why !== undefined;
    const changed = await rewriteFile(path, (line) => toChanged(line, ask, totals), true);
    if (isKept) {
      if (isWritten && changed > 0) left.push(`${name}: left, it is ${why}`);
    } else if (changed > 0) {
      written += await rewriteFile(path, (line) => toChanged(line, ask), false);
    }
  }
  if (written > 0) removeCache(dir);
  if (json === true) {
    console.log(toSafeJson({ models: totals.rows(), written, left }, 2));
    return;
  }
  const { toRepriceTable } = await import('../format/reprice-table.ts');
  console.log(toRepriceTable(totals, outputWidth(wide)));
  for (const line of left) console.log(toSafeLine(line));
  if (isWritten) console.log(`${toCount(written)} records rewritten`);
  tellNoLog(dir);
}

interface Asked {
  readonly prices: PriceList;
  readonly time: number | undefined;
}

/** The line of a record whose cost is another now. Adds what it finds to `totals`. */
function toChanged(
  line: Buffer,
  { prices, time }: Asked,
  totals?: RepriceTotals,
): Buffer | undefined {
  const [record, ...others] = parseLine(line, BigInt).records;
  if (record === undefined || others.length > 0) return undefined;
  const repriced = toRepriced(record, prices, time);
  if (repriced === undefined) {
    totals?.leave(record);
    return undefined;
  }
  totals?.add(repriced);
  const isSame = Object.entries(repriced.fields).every(([name, value]) => record[name] === value);
  if (isSame) return undefined;
  return Buffer.from(toLogLine(inSchemaOrder({ ...record, ...repriced.fields })).trimEnd());
}
