// Formats numbers for people, with thousands separators and units.

const whole = formatter({ maximumFractionDigits: 0 });
const short = formatter({ maximumFractionDigits: 1 });
const exact = formatter({ maximumFractionDigits: 3 });
const cents = formatter({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = formatter({ minimumFractionDigits: 4, maximumFractionDigits: 4 });
const small = formatter({ minimumSignificantDigits: 2, maximumSignificantDigits: 4 });
const NONE = '–';
const MS_PER_SECOND = 1000;
const KILO = 1024;

/** `12,345` */
export function toCount(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : whole.format(value);
}

/** `12.345` */
export function toNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : exact.format(value);
}

/** Milliseconds as `840 ms`, `12.3 s`. */
export function toDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return NONE;
  if (ms >= 10 * MS_PER_SECOND) return `${short.format(ms / MS_PER_SECOND)} s`;
  return ms < 10 ? `${exact.format(Number(ms.toPrecision(3)))} ms` : `${whole.format(ms)} ms`;
}

/** `$1,234.56`, `$1.2346`; below one dollar, significant digits. */
export function toMoney(dollars: number | null | undefined): string {
  if (dollars === null || dollars === undefined) return NONE;
  const size = Math.abs(dollars);
  if (size >= 100) return `$${cents.format(dollars)}`;
  return `$${(size >= 1 || size === 0 ? tenths : small).format(dollars)}`;
}

/** `1.5 %`, of a share from 0 to 1. */
export function toPercent(share: number): string {
  return `${short.format(share * 100)} %`;
}

/** `1.5 MiB` */
export function toBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= KILO && unit < units.length - 1) {
    value /= KILO;
    unit += 1;
  }
  return `${short.format(value)} ${units[unit]}`;
}

/** Makes the formatter with the first number: each takes a millisecond. */
function formatter(options: Intl.NumberFormatOptions): Pick<Intl.NumberFormat, 'format'> {
  let made: Intl.NumberFormat | undefined;
  return { format: (value) => (made ??= new Intl.NumberFormat('en-US', options)).format(value) };
}
