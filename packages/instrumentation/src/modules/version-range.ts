// Ranges of versions, as adapters write them: `>=1.2 <4`, with alternatives after `||`.

/** Whether `version` is in `range`. An unreadable version is in no range. */
export function isInRange(version: string | undefined, range: string): boolean {
  const numbers = version === undefined ? undefined : toNumbers(version);
  if (numbers === undefined) return false;
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .every((comparator) => holds(numbers, comparator)),
  );
}

/** A pre-release counts as its release. */
function toNumbers(version: string): number[] | undefined {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version);
  return found === null ? undefined : found.slice(1).map((part) => Number(part ?? 0));
}

function holds(numbers: readonly number[], comparator: string): boolean {
  const [, operator = '=', bound = ''] = /^(>=|<=|>|<|=)?(.*)$/.exec(comparator) ?? [];
  const limit = toNumbers(bound);
  if (limit === undefined) throw new Error(`${comparator} is no comparator such as >=1.2 or <4`);
  const difference = numbers
    .map((number, index) => number - (limit[index] ?? 0))
    .find((each) => each !== 0);
  const sign = Math.sign(difference ?? 0);
  switch (operator) {
    case '>=':
      return sign >= 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '<':
      return sign < 0;
    default:
      return sign === 0;
  }
}
