// Placeholders of values, and how to recognise them.

const PLACEHOLDER = '\\[(?:EMAIL|PHONE|SSN|CARD|IBAN|IP|REDACTED|SECRET:\\w{1,40})\\]';
const everywhere = new RegExp(PLACEHOLDER, 'g');
/** Beside something that a value may begin or end with. */
const crowded = new RegExp(`[\\w+@.%/:-]${PLACEHOLDER}|${PLACEHOLDER}(?:[\\w+@%/:-]|\\.\\w)`);

/** The start and end of each placeholder in a text. */
export function placeholdersIn(text: string): readonly (readonly [start: number, end: number])[] {
  return Array.from(text.matchAll(everywhere), ({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
}

/** Whether some placeholder touches other text, in which its value hid the bounds of another value. */
export function isCrowded(text: string): boolean {
  return crowded.test(text);
}

/** The part of `text` between `start` and `end`, after the last placeholder there. */
export function sinceLastPlaceholder(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start), end);
  const last = placeholdersIn(before).at(-1);
  return last === undefined ? before : before.slice(last[1]);
}
