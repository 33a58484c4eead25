import { Command } from 'commander';
import { type PriceList, tablesInfo } from 'llm-otel/prices';
import type { FoundPrices } from '../format/prices-table.ts';
import { EXIT, Failure } from '../failure.ts';
import { toCount } from '../format/quantity.ts';
import { outputWidth } from '../format/terminal.ts';
import { toSafeJson } from '../format/text-safety.ts';
import {
  type PriceOptions,
  toPriceList,
  toPriceTime,
  withPriceOptions,
} from '../prices/price-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends PriceOptions, TableOptions {
  readonly provider?: string;
  readonly json?: boolean;
}

const DAY_MS = 86_400_000;

/** `llm-otel prices` */
export function pricesCommand(): Command {
  const command = new Command('prices')
    .argument('[model]', 'the name of a model, as in a request or a response')
    .option('--provider <name>', 'at this provider alone')
    .option('--json', 'answer in JSON');
  return withTableOptions(withPriceOptions(command)).action(run);
}

async function run(model: string | undefined, options: Options): Promise<void> {
  const prices = toPriceList(options);
  const time = toPriceTime(options) ?? Date.now();
  const table = tablesInfo();
  const age = Math.floor((Date.now() - Date.parse(table.published)) / DAY_MS);
  if (model === undefined) {
    tell(
      options,
      {
        price_version: table.version,
        published: table.published,
        age_days: age,
        providers: table.providers,
      },
      () =>
        `${table.source} ${table.version}, published ${table.published}, ${toCount(age)} days ago: ${table.providers.length} providers\n${table.providers.join(', ')}`,
    );
    return;
  }
  const found = findAt(prices, model, time, options.provider);
  if (found.length === 0) {
    throw new Failure(
      `no price of ${JSON.stringify(model)} is known${options.provider === undefined ? '' : ` at ${options.provider}`}; name it in a file of your own: --prices or LLM_OTEL_PRICES (docs/cost.md)`,
      EXIT.notFound,
    );
  }
  const { toPricesTable } = await import('../format/prices-table.ts');
  tell(options, { model, price_version: table.version, published: table.published, found }, () =>
    toPricesTable(found, table, outputWidth(options.wide)),
  );
}

function findAt(
  prices: PriceList,
  model: string,
  time: number,
  provider: string | undefined,
): FoundPrices[] {
  const providers = provider === undefined ? tablesInfo().providers : [provider];
  return providers.flatMap((name) => {
    const found = prices.find(name, model, undefined, time);
    return found === undefined ? [] : [{ provider: name, ...found }];
  });
}

function tell(options: Options, value: object, toLines: () => string): void {
  console.log(options.json === true ? toSafeJson(value, 2) : toLines());
}
