// Placeholders of values, and how to recognise them: nothing is replaced twice.

const PLACEHOLDER = '\\[(?:EMAIL|PHONE|SSN|CARD|IBAN|IP|REDACTED|SECRET:\\w{1,40})\\]';
const MAX_LENGTH = 50;
const everywhere = new RegExp(PLACEHOLDER, 'g');
const atEnd = new RegExp(`${PLACEHOLDER}$`);
const atStart = new RegExp(`^${PLACEHOLDER}`);

/** The start and end of each placeholder in a text. */
export function placeholdersIn(text: string): readonly (readonly [start: number, end: number])[] {
  return Array.from(text.matchAll(everywhere), ({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
}

/**
 * Whether a placeholder touches the range. Such a range is no value: otherwise the matches would
 * depend on earlier replacements, and redacting a result again would change it.
 */
export function touchesPlaceholder(text: string, start: number, end: number): boolean {
  return (
    (text[start - 1] === ']' && atEnd.test(text.slice(Math.max(0, start - MAX_LENGTH), start))) ||
    (text[end] === '[' && atStart.test(text.slice(end, end + MAX_LENGTH)))
  );
}

/** The part of `text` between `start` and `end`, after the last placeholder there. */
export function sinceLastPlaceholder(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start), end);
  const last = placeholdersIn(before).at(-1);
  return last === undefined ? before : before.slice(last[1]);
}
