// What the output goes to: how wide a terminal is, and whether it has colours.

import { styleText } from 'node:util';

/** Columns of the terminal; no limit for `--wide` and where the output is no terminal, but `COLUMNS` sets one. */
export function outputWidth(isWide = false): number {
  if (isWide) return Number.POSITIVE_INFINITY;
  const given = Number(process.env['COLUMNS']);
  const columns = (process.stdout.isTTY ? process.stdout.columns : 0) || given;
  return columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

// Whether stdout supports colours: a terminal without NO_COLOR.
const hasColours =
  process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';

/** Dimmed text. */
export function dim(text: string): string {
  return colour('dim', text);
}

/** Coloured text, if colours are enabled. */
export function colour(
  style: 'dim' | 'red' | 'green' | 'cyan' | 'bold' | 'yellow',
  text: string,
): string {
  return hasColours ? styleText(style, text, { validateStream: false }) : text;
}
