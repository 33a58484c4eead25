// JSON whose integers keep all their digits: JSON.parse rounds those beyond 2^53.

/** Whether a text may have such an integer outside of its strings. */
const LONG_INTEGER = /[:,[]\s*-?\d{16}/;
const DIGITS = /^-?\d+$/;

/** Makes a value of the digits of an integer beyond 2^53. */
export type ToInteger = (digits: string) => unknown;

/**
 * `text` parsed. Integers beyond 2^53 become the text of their digits, which every JSON parser keeps, or what
 * `toInteger` makes of them.
 *
 * @throws {SyntaxError}
 */
export function parseJson(text: string, toInteger: ToInteger = String): unknown {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text);
  const revive = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    DIGITS.test(source)
      ? toInteger(source)
      : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

/** JSON of `value`, whose big integers become JSON numbers. */
export function stringify(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'bigint' ? rawJson(String(item)) : item,
    );
  }
}

const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

/** The integer in `text`, if it is beyond 2^53 and a 64 bit integer. */
export function longInteger(text: string): bigint | undefined {
  if (!/^-?[1-9]\d{15,18}$/.test(text) || Number.isSafeInteger(Number(text))) return undefined;
  const integer = BigInt(text);
  return BigInt.asIntN(64, integer) === integer ? integer : undefined;
}
