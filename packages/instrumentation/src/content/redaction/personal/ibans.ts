// Account numbers (IBAN), whose length and letters depend on the country.

import { beginning } from '../boundary.ts';
import type { Range, Rule } from '../rule.ts';
import { isIban } from './checksums.ts';
import { IBAN_SHAPES } from './iban-shapes.ts';

const GAP = '[ \\u00a0\\u202f-]?';
/** A country and two check digits. One pattern of all countries takes 15 ms to compile: each has its own. */
const START = new RegExp(
  `[A-Z]{2}\\d\\d(?=${GAP}[A-Z\\d]{4})(?<=${beginning('A-Za-z0-9')}[A-Z]{2}\\d\\d)`,
  'gi',
);
const shapes = new Map(IBAN_SHAPES);
const patterns = new Map<string, RegExp>();

export const IBAN_RULE: Rule = {
  name: 'IBAN',
  digits: 2,
  pattern: START,
  search,
  placeholder: '[IBAN]',
};

function search(text: string): readonly Range[] {
  const found: Range[] = [];
  START.lastIndex = 0;
  for (let start = START.exec(text); start !== null; start = START.exec(text)) {
    const { index } = start;
    const value = numberAt(index, text);
    if (value !== undefined && isIban(value)) {
      found.push({ start: index, end: index + value.length });
    }
    START.lastIndex = index + (value?.length ?? 1);
  }
  return found;
}

/** What has the shape of an account number of its country. */
function numberAt(index: number, text: string): string | undefined {
  const pattern = patternOf(text.slice(index, index + 2).toUpperCase());
  if (pattern === undefined) return undefined;
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

function patternOf(country: string): RegExp | undefined {
  const known = patterns.get(country);
  const shape = shapes.get(country);
  if (known !== undefined || shape === undefined) return known;
  const pattern = toPattern(shape);
  patterns.set(country, pattern);
  return pattern;
}

/** In printed groups of four: a gap may precede every fourth character. */
function toPattern(shape: string): RegExp {
  let source = '[A-Z]{2}\\d\\d';
  let at = 4;
  for (const [, count, type] of shape.matchAll(/(\d+)([nac])/g)) {
    const one = type === 'n' ? '\\d' : type === 'a' ? '[A-Z]' : '[A-Z\\d]';
    for (let left = Number(count); left > 0;) {
      const run = Math.min(left, 4 - (at % 4));
      source += (at % 4 === 0 ? GAP : '') + one + (run > 1 ? `{${run}}` : '');
      at += run;
      left -= run;
    }
  }
  return new RegExp(`${source}(?![A-Za-z0-9])`, 'iy');
}
