// Finds a model in a provider's table, and the prices of a day. Both follow the rules of `@pydantic/genai-prices`, from
// whose data the build writes the tables: its own engine takes 20 ms to load.

import type { Prices } from './prices.ts';

/** A condition for the name of a model; only one of the keys is there. */
interface Match {
  readonly or?: readonly Match[];
  readonly and?: readonly Match[];
  readonly equals?: string;
  readonly starts_with?: string;
  readonly ends_with?: string;
  readonly contains?: string;
  readonly regex?: string;
}

/** Prices from a day on, or between two times of each day. */
interface Dated {
  readonly constraint?:
    | { readonly type: 'start_date'; readonly start_date: string }
    | { readonly type: 'time_of_date'; readonly start_time: string; readonly end_time: string };
  readonly prices: Prices;
}

/** A model of the table. */
export interface TableModel {
  readonly id: string;
  readonly match: Match;
  /** The last one that applies counts. */
  readonly prices: Prices | readonly Dated[];
}

/** A provider's models, as the build writes them to a file. */
export interface Table {
  readonly id: string;
  /** Other providers, whose models it offers at their prices. */
  readonly fallback?: readonly string[];
  readonly models: readonly TableModel[];
}

/** `20240806` in a name of a model where the table may have `2024-08-06`. */
const DATE = /-(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g;
const TIME = /^(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)(?:Z|([+-])(\d{2}):(\d{2}))$/;
const DAY = 86_400;

/** The first model whose condition `name` meets. */
export function findModel(models: readonly TableModel[], name: string): TableModel | undefined {
  const sought = name.toLowerCase().trim();
  const found = models.find(({ match }) => meets(match, sought));
  if (found !== undefined) return found;
  const dashed = sought.replaceAll(DATE, '-$1-$2-$3');
  return dashed === sought ? undefined : models.find(({ match }) => meets(match, dashed));
}

/** The prices of `model` at a time, in milliseconds since the epoch; whether they depend on the time of day. */
export function pricesAt(
  { prices }: TableModel,
  time: number,
): { readonly prices: Prices; readonly isTimed: boolean } {
  if (!isDated(prices)) return { prices, isTimed: false };
  const isTimed = prices.some(({ constraint }) => constraint?.type === 'time_of_date');
  const found = prices.findLast((one) => applies(one, time)) ?? prices[0]!;
  return { prices: found.prices, isTimed };
}

function meets(match: Match, name: string): boolean {
  if (match.or !== undefined) return match.or.some((one) => meets(one, name));
  if (match.and !== undefined) return match.and.every((one) => meets(one, name));
  if (match.equals !== undefined) return name === match.equals.toLowerCase();
  if (match.starts_with !== undefined) return name.startsWith(match.starts_with.toLowerCase());
  if (match.ends_with !== undefined) return name.endsWith(match.ends_with.toLowerCase());
  if (match.contains !== undefined) return name.includes(match.contains.toLowerCase());
  return match.regex !== undefined && new RegExp(match.regex).test(name);
}

function isDated(prices: TableModel['prices']): prices is readonly Dated[] {
  return Array.isArray(prices);
}

function applies({ constraint }: Dated, time: number): boolean {
  if (constraint === undefined) return true;
  if (constraint.type === 'start_date') return time >= Date.parse(constraint.start_date);
  const now = (time / 1000) % DAY;
  const start = secondsOf(constraint.start_time);
  const end = secondsOf(constraint.end_time);
  return end < start ? now >= start || now < end : now >= start && now < end;
}

/** Seconds since midnight in UTC. */
function secondsOf(time: string): number {
  const [, hours, minutes, seconds, sign, offsetHours = 0, offsetMinutes = 0] = TIME.exec(time)!;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60;
  const local = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (local - (sign === '-' ? -offset : offset) + DAY) % DAY;
}
