// Stored text is untrusted: what reads it, such as a terminal, must not take it for commands. All output
// of the command and the service passes here.

/** C0 without tab and newline, DEL, C1, directions of text, line separators. Zero-width joiners stay. */
const RANGES = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x206f],
] as const;
const CONTROL = new RegExp(
  toClass((code) => `\\u${toHex(code)}`),
  'g',
);
const BREAKS = /\s*\n\s*/g;
/** Stands for one character. */
const REPLACEMENT = '\uFFFD';

/** The SQL expression for the text of `sql` with its control characters replaced. */
export function toSafeSql(sql: string): string {
  const pattern = toClass((code) => `\\x{${toHex(code)}}`);
  return `regexp_replace(${sql}, '${pattern}', '${REPLACEMENT}', 'g')`;
}

/** `text` on one line, without control characters or bidirectional overrides. */
export function toSafeLine(text: string): string {
  return toSafeText(text).replace(BREAKS, ' ');
}

/** Keeps line breaks. */
export function toSafeText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').replace(CONTROL, REPLACEMENT);
}

/** Keeps line breaks of both kinds and tabs. */
export function toSafeCell(text: string): string {
  return text.replace(CONTROL, (character, at: number) =>
    character === '\r' && text[at + 1] === '\n' ? character : REPLACEMENT,
  );
}

/** JSON whose control characters are escaped: equal after parsing. */
export function toSafeJson(value: unknown, indentation?: number): string {
  return JSON.stringify(value, undefined, indentation).replace(
    CONTROL,
    (character) => `\\u${toHex(character.charCodeAt(0))}`,
  );
}

/** Cuts `text` to `length` characters. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function toClass(escape: (code: number) => string): string {
  return `[${RANGES.map(([first, last]) => `${escape(first)}-${escape(last)}`).join('')}]`;
}

function toHex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
