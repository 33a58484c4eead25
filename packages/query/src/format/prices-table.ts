// Prices of a model as a table.

import type { ImagePrice, ModelPrices, Price, TablesInfo, UNITS } from 'llm-otel/prices';
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
  const rows = found.flatMap(({ provider, model, prices, images = [], version }) => {
    const units = [...Object.entries(prices).map(toUnitRow), ...images.map(toImageRow)];
    const of = [provider, model];
    const from = version === table.version ? `${table.source} ${version}` : version;
    if (units.length === 0) return [[...of, 'free', '', from]];
    return units.map((unit, at) => [...(at === 0 ? of : ['', '']), ...unit, at === 0 ? from : '']);
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

/** A unit and its price. */
type Row = readonly [unit: string, price: string];

function toUnitRow([unit, price]: [string, Price]): Row {
  const name = toUnit(unit as keyof typeof UNITS);
  if (typeof price === 'number') return [name, `$${price}`];
  const tiers = price.tiers.map(
    ({ start, price: more }) => `$${more} above ${toCount(start)} input tokens`,
  );
  return [name, [`$${price.base}`, ...tiers].join(', ')];
}

function toImageRow({ size, quality, dollars }: ImagePrice): Row {
  return [
    `image, ${[size, quality].filter((word) => word !== undefined).join(' ')}`,
    `$${dollars}`,
  ];
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
