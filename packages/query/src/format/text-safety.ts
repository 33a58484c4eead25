// Stored text is untrusted: on a terminal, it must not act as control characters.

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200E\u200F]/g;
const BREAKS = /\s*\n\s*/g;

/** `text` on one line, without control characters or bidirectional overrides. */
export function toSafeLine(text: string): string {
  return toSafeText(text).replace(BREAKS, ' ');
}

/** Keeps line breaks. */
export function toSafeText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').replace(CONTROL, '\uFFFD');
}

/** Cuts `text` to `length` characters. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
