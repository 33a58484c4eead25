// Where a value ends that begins after its name: with its quote, its tag, its line, or the next name.

const MAX_LENGTH = 512;
const OPENING = /(?:\b[bruf]{1,2})?(\\{0,3})(["'`“”‘’«»„「『])$/;
const CLOSING: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '‘': '’',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
};
/** Nothing of a value that stands without quotes. */
const BARE_END = /[\s"`“”«»\\]|<\/|[,;|>]\s|[|。、，；]|$/g;
/** Punctuation after a value, and brackets around it. */
const TRAILING = /(?:[,;:.)\]}'*]|&(?:quot|amp|lt|gt|#\d{2,3});)+$/;
/** The next pair of a form, a list or an object. */
const NEXT_PAIR = /[&,;](?=[A-Za-z_][\w.[\]-]{0,40}(?:=|:\s?["']))/;

/** Where the text in quotes ends that begins at `index`; `undefined` without a quote before it. */
export function endOfQuoted(text: string, index: number): number | undefined {
  const opening = OPENING.exec(text.slice(Math.max(0, index - 6), index));
  if (opening === null) return undefined;
  const [, escape = '', quote = ''] = opening;
  const close = CLOSING[quote] ?? quote;
  const limit = Math.min(text.length, index + MAX_LENGTH);
  // Deeper escaped quotes belong to the text.
  let backslashes = 0;
  for (let at = index; at < limit; at += 1) {
    const character = text[at]!;
    if (character === '\n' || character === '\r') return undefined;
    if (character === '\\') backslashes += 1;
    else {
      const isClosed = close.includes(character) && backslashes <= escape.length;
      if (isClosed && (backslashes === escape.length || backslashes === 0)) return at - backslashes;
      backslashes = 0;
    }
  }
  return undefined;
}

/** Where a value without quotes ends; `isParameter`: it stands in a URL or a form. */
export function endOfBare(text: string, index: number, isParameter: boolean): number {
  const rest = text.slice(index, index + MAX_LENGTH);
  BARE_END.lastIndex = 0;
  let value = rest.slice(0, BARE_END.exec(rest)?.index ?? rest.length);
  if (isParameter) value = value.replace(/[&#].*$/s, '');
  const next = NEXT_PAIR.exec(value);
  if (next !== null) value = value.slice(0, next.index);
  return index + value.length - trailing(value);
}

/** Where the text before the next tag ends. */
export function endOfElement(text: string, index: number): number | undefined {
  const end = text.indexOf('<', index);
  return end < 0 || end - index > MAX_LENGTH || /[\r\n]/.test(text.slice(index, end))
    ? undefined
    : end;
}

/** Closing brackets that were opened within the value belong to it. */
function trailing(value: string): number {
  const [marks = ''] = TRAILING.exec(value) ?? [];
  return /[([{]/.test(value) ? 0 : marks.length;
}
