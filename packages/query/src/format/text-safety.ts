// What was stored came from models and strangers: on a terminal it must be text and nothing else.

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200E\u200F]/g;
const BREAKS = /\s*\n\s*/g;

/** `text` on one line, without characters that move the cursor, colour, hide or reverse. */
export function toSafeLine(text: string): string {
  return toSafeText(text).replace(BREAKS, ' ');
}

/** The same with its lines. */
export function toSafeText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').replace(CONTROL, '\uFFFD');
}

/** `text` of at most `length` characters. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
