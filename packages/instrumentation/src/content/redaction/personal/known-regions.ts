// Telephone numbers as written in the countries that the application names: a library that it has installed
// knows their plans.

import type { Range, Rule } from '../rule.ts';

/** Whether digits, with what is between them, are a telephone number there. */
export type IsPhone = (text: string) => boolean;

const CANDIDATE =
  /(?<![\w.+#@/=-])\(?\d(?:[ \u00a0()./-]{0,3}\d){5,14}(?![\w@#]|[-.:]\d)(?! ?[€$£%])/g;
/** The library takes long: in a text with more candidates, the others are numbers without a look. */
const MAX_LOOKS = 500;

let isPhone: IsPhone | undefined;

/** From now on decides with `decide`; `undefined`: no such numbers are found. */
export function recogniseRegions(decide: IsPhone | undefined): void {
  isPhone = decide;
}

export const REGION_RULE: Rule = {
  name: 'telephone number of a country that the application names',
  pattern: CANDIDATE,
  digits: 6,
  search,
  placeholder: '[PHONE]',
};

function search(text: string): readonly Range[] {
  const found: Range[] = [];
  if (isPhone === undefined) return found;
  let looks = 0;
  for (const { 0: value, index } of text.matchAll(CANDIDATE)) {
    looks += 1;
    if (looks > MAX_LOOKS || isPhone(value))
      found.push({ start: index, end: index + value.length });
  }
  return found;
}
