import { Command } from 'commander';
import { type ModelPrices, type PriceList, tablesInfo, UNITS } from 'llm-otel/prices';
import { EXIT, Failure } from '../failure.ts';
import { toCount } from '../format/quantity.ts';
import { toTable } from '../format/table.ts';
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

/** A model at one provider. */
interface Found extends ModelPrices {
  readonly provider: string;
}

const DAY_MS = 86_400_000;

/** `llm-otel prices` */
export function pricesCommand(): Command {
  const command = new Command('prices')
    .description('what a model costs, at whom, and from where that is known')
    .argument('[model]', 'the name of a model, as in a request or a response')
    .option('--provider <name>', 'at this provider alone')
    .option('--json', 'answer in JSON');
  return withTableOptions(withPriceOptions(command)).action(run);
}

function run(model: string | undefined, options: Options): void {
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
        `${table.version}, published ${table.published}, ${toCount(age)} days ago: ${table.providers.length} providers\n${table.providers.join(', ')}`,
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
  tell(options, { model, price_version: table.version, published: table.published, found }, () =>
    toText(found, outputWidth(options.wide)),
  );
}

function findAt(
  prices: PriceList,
  model: string,
  time: number,
  provider: string | undefined,
): Found[] {
  const providers = provider === undefined ? tablesInfo().providers : [provider];
  return providers.flatMap((name) => {
    const found = prices.find(name, model, undefined, time);
    return found === undefined ? [] : [{ provider: name, ...found }];
  });
}

function tell(options: Options, value: object, toLines: () => string): void {
  console.log(options.json === true ? toSafeJson(value, 2) : toLines());
}

/** One row for each unit that has a price. */
function toText(found: readonly Found[], width: number): string {
  const rows = found.flatMap(({ provider, model, prices, version }) => {
    const units = Object.entries(prices);
    const of = [provider, model];
    if (units.length === 0) return [[...of, 'free', '', version]];
    return units.map(([unit, price], at) => [
      ...(at === 0 ? of : ['', '']),
      toUnit(unit as keyof typeof UNITS),
      typeof price === 'number'
        ? `$${price}`
        : [
            `$${price.base}`,
            ...price.tiers.map(
              ({ start, price: more }) => `$${more} above ${toCount(start)} input tokens`,
            ),
          ].join(', '),
      at === 0 ? version : '',
    ]);
  });
  return toTable(
    [
      { title: 'provider' },
      { title: 'model' },
      { title: 'unit' },
      { title: 'price' },
      { title: 'from', importance: 1 },
    ],
    rows,
    width,
  );
}

const UNIT_NAMES: Readonly<Record<string, string>> = {
  mtok: 'million tokens',
  kcount: 'thousand',
  mchars: 'million characters',
  hours: 'hour',
};

/** `input_mtok` as `input, million tokens`. */
function toUnit(unit: keyof typeof UNITS): string {
  const [, name = unit, per = ''] = /^(.*)_([a-z]+)$/.exec(unit) ?? [];
  return `${name.replaceAll('_', ' ')}, ${UNIT_NAMES[per] ?? per}`;
}
