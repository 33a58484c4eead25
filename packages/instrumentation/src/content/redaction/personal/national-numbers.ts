// How telephone numbers are written within a country: with a zero in front, or in groups that nothing else has.

/** What other numbers are introduced by. */
const OTHER =
  /(?:isbn(?:-1[03])?|issn|ean|upc|sku|order|ref(?:erence)?|id|invoice|ticket|serial|zip|plz|account|konto|compte|cuenta|art(?:icle)?|version|v|no|nr|#|№)[.:#]?\s{0,2}$/i;
const LOOK_BACK = 16;
/** Lengths of groups. */
const GROUPS = /^(?:5-5|2-4-4|2-5-4|1-4-4|3-2-2-2|2-3-2-2|3-2-3|4-3-3|3-3-3)$/;
/** First digits that fit the groups: India, Mexico, Brazil, Chile, Spain, Poland, Norway, Australia; then several. */
const FIRST: Readonly<Record<string, RegExp>> = {
  '5-5': /^[6-9]/,
  '2-4-4': /^(?:[358]|\(|11)/,
  '2-5-4': /^\(?[1-9][1-9]\D{1,2}9/,
  '1-4-4': /^(?:9|\(2)/,
  '3-2-2-2': /^[6-9]/,
  '2-3-2-2': /^(?:9|[1-8]\d)/,
  '3-2-3': /^[49]/,
  '4-3-3': /^1[38]00/,
  '3-3-3': /^(?:[679]\d\d (?!\d{3} \d00)|[4-9]\d\d-(?!\d{3}-\d00))/,
};

/** Whether digits that begin with one zero are grouped like a telephone number. */
export function isNational(value: string, text: string, index: number): boolean {
  const groups = value.match(/\d+/g)!;
  const digits = groups.join('');
  if (!/^0[1-9]\d{7,9}$/.test(digits) && !/^06\d{9}$/.test(digits)) {
    if (!/^0[1-9]\d{9,10}$/.test(digits) || groups.length > 4) return false;
  }
  if (isOther(text, index)) return false;
  if (groups.length === 1) return /^0(?!123456)(?:\d{9,10}|8\d{10})$/.test(digits);
  if (groups.every(({ length }) => length === 2)) return groups.length === 5;
  // A date, a postal code, a book.
  if (
    /^(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./]\d{2,4}\b|^0\d{4}-\d{4}$|^0-\d/.test(
      value,
    )
  )
    return false;
  return groups.slice(1).every(({ length }) => length > 1);
}

/** Whether digits without a zero in front stand in groups that only telephone numbers have. */
export function isGrouped(value: string, text: string, index: number): boolean {
  const shape = value
    .match(/\d+/g)!
    .map(({ length }) => length)
    .join('-');
  return (
    GROUPS.test(shape) &&
    FIRST[shape]!.test(value) &&
    !isOther(text, index) &&
    !isAmount(text, index + value.length)
  );
}

function isOther(text: string, index: number): boolean {
  return OTHER.test(text.slice(Math.max(0, index - LOOK_BACK), index));
}

/** Whether a unit follows. */
function isAmount(text: string, end: number): boolean {
  return /^\s?(?:[€$£¥%]|(?:eur|usd|euros?|dollars?|people|inhabitants|einwohner|habitantes?|habitants|bytes|tokens?|rows|records|users|kb|mb|gb|km|m²|kg|ms)\b)/i.test(
    text.slice(end, end + 16),
  );
}
