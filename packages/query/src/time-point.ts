// Parses times: `2026-10-05`, `2026-10-05T12:30Z`, `90m`, `1h`, `7d`. All are UTC.

import { Failure } from './failure.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DAY_MS = 86_400_000;
const RELATIVE = /^(\d{1,7})\s*([smhdw])$/;
const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Whether a day means its start or its end. */
export type Edge = 'start' | 'end';

/**
 * Parses a time. A duration means that long before `now`; a day is a whole day.
 *
 * @throws {Failure} naming `option` when it cannot be understood
 */
export function parseTime(option: string, text: string, edge: Edge, now = new Date()): Date {
  const relative = RELATIVE.exec(text);
  if (relative !== null) {
    return new Date(now.getTime() - Number(relative[1]) * UNIT_MS[relative[2]!]!);
  }
  if (text === 'now') return now;
  if (text === 'today' || text === 'yesterday') {
    const day = now.getTime() - (now.getTime() % DAY_MS) - (text === 'today' ? 0 : DAY_MS);
    return new Date(edge === 'start' ? day : day + DAY_MS);
  }
  const [, day, time, zone = 'Z'] = ISO.exec(text) ?? [];
  const date = new Date(day === undefined ? NaN : `${day}T${time ?? '00:00'}${zone.toUpperCase()}`);
  // JavaScript parses the 31st of February as the 3rd of March.
  if (!Number.isFinite(date.getTime()) || !isDay(day!)) {
    throw new Failure(
      `${option} is "${text}"; give a date such as 2026-10-05, a time such as 2026-10-05T12:30:00Z, or how long ago, such as 30m, 1h or 7d`,
    );
  }
  return time === undefined && edge === 'end' ? new Date(date.getTime() + DAY_MS) : date;
}

/** Milliseconds of a duration such as `90m`, `1h` or `7d`. */
export function parseDuration(option: string, text: string): number {
  const match = RELATIVE.exec(text);
  if (match !== null && Number(match[1]) > 0) return Number(match[1]) * UNIT_MS[match[2]!]!;
  throw new Failure(`${option} is "${text}"; give a length of time such as 30m, 1h or 7d`);
}

function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
