// Prices of a model as a table.

import type { ModelPrices, TablesInfo, UNITS } from 'llm-otel/prices';
import { toCount } from './quantity.ts';
import { toTable } from './table.ts';

/** A model at one provider. */
export interface FoundPrices extends ModelPrices {
  readonly provider: string;
}

/** One row for each unit that has a price. */
export function toPricesTable(
  found: readonly FoundPrices[],
  table: TablesInfo,
  width: number,
): string {
  const rows = found.flatMap(({ provider, model, prices, version }) => {
    const units = Object.entries(prices);
    const of = [provider, model];
    const from = version === table.version ? `${table.source} ${version}` : version;
    if (units.length === 0) return [[...of, 'free', '', from]];
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
      at === 0 ? from : '',
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
