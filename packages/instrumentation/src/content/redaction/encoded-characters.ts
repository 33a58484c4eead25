// What terminals, logs, templates and protocols write in place of a character, or around it.

/** Characters that show nothing: controls, soft hyphens, zero width, directions, variants. */
const INVISIBLE =
  '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb';
/** Parts of emoji; they count only beside other characters. */
const EMOJI_PARTS =
  '[\\u200d\\ufe00-\\ufe0f](?=[\\x21-\\x7e])|(?<=[\\x21-\\x7e])[\\u200d\\ufe00-\\ufe0f]';
/** Invisible letters beyond the basic plane. */
const TAGS = '\\udb40[\\udc00-\\udfff]';

const HEX = '[\\da-fA-F]';
const BACKSLASHES = '\\\\{1,8}';
const PERCENT = '%(?:25){0,4}';
const FOLLOWING = `${PERCENT}[89abAB]${HEX}`;
/** The escape character: raw, as an escape of it, and as terminals and editors show it. */
const ESC = `(?:\\x1b|${BACKSLASHES}(?:u001[bB]|u\\{1[bB]\\}|x1[bB]|0?33(?!\\d)|e)|&(?:amp;){0,4}#(?:27|[xX]1[bB]);|${PERCENT}1[bB]|\\^\\[|\\u241b)`;
/** What begins a sequence of parameters. */
const CSI = `(?:${ESC}(?:\\[|${PERCENT}5[bB])|\\x9b|${BACKSLASHES}(?:u009[bB]|x9[bB]))`;
/** Sequences for terminals; the text in a link or title stays. A colour code may have lost its first character. */
const SEQUENCE =
  `${CSI}[0-?]{0,64}[ -/]{0,8}[@-~]|\\[\\d{1,3}(?:;\\d{1,3}){0,9}m` +
  `|${ESC}(?:[\\]PX^_](?:\\d{1,4};){0,2}|[ -/]{1,4}[0-~]|[78=>cDEHMNOZ\\\\])?`;
/** Tags within or around words, as search engines and editors put them. */
const TAG = '</?(?:em|strong|mark|span|code|b|i|u|s|wbr|kbd|tt|small|font)(?:\\s[^<>]{0,100})?/?>';
const ESCAPE = `${BACKSLASHES}(?:u${HEX}{4}|u\\{${HEX}{1,6}\\}|U${HEX}{8}|x${HEX}{2}|[0-3][0-7]{2}|[abfnrtv/"'\`_*~+.@-])`;
/** One character in UTF-8. */
const PERCENTS =
  `${PERCENT}[0-7]${HEX}|${PERCENT}[c-dC-D]${HEX}${FOLLOWING}` +
  `|${PERCENT}[eE]${HEX}(?:${FOLLOWING}){2}|${PERCENT}[fF][0-7](?:${FOLLOWING}){3}`;
const ENTITY = '&(?:amp;){0,4}(?:#\\d{1,7}|#[xX][\\da-fA-F]{1,6}|[A-Za-z]{2,8});';
/** Full-width letters, and digits of other scripts. */
const FORM =
  '\\uff0b\\uff10-\\uff19\\uff20-\\uff3a\\uff41-\\uff5a\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u09e6-\\u09ef\\u0e50-\\u0e59';
/** Emphasis of Markdown at the edge of a word. */
const EMPHASIS = '(?<![\\w.%/+=-])_{1,3}(?=[+(A-Za-z0-9])|(?<=[A-Za-z0-9])_{1,3}(?![\\w.%/+=-])';

/** Characters of prose: whatever is encoded has others, too. */
export const USUAL = /[\t\n\r\x20-\x24\x27-\x3b\x3d-\x5a\x5d`-~]/;

/** What may be in the way of a rule. Escapes of one letter are not: the rules know them. */
const encoded = new RegExp(
  `[${INVISIBLE}${FORM}\\u241b\\udb40]|\\\\(?:\\\\{0,7}[uUx0e_]|\\\\[nrt]|[12]\\d\\d)|%[\\da-fA-F]{2}|&(?:#|[A-Za-z]{2,8};)|\\^\\[|\\[\\d{1,3}[;m]` +
    `|</?(?:em|strong|mark|span|b|i|code|wbr)\\b[^<>]{0,100}>|_(?:(?<![A-Za-z0-9]_{1,3})[+(\\d]|(?<=\\d_)(?![A-Za-z0-9]))|${EMOJI_PARTS}`,
);
const tokens = new RegExp(
  `(${SEQUENCE}|${TAG})|[${INVISIBLE}]|${EMOJI_PARTS}|${TAGS}|${ESCAPE}|${PERCENTS}|${ENTITY}|[${FORM}]|${EMPHASIS}`,
  'g',
);
const invisible = new RegExp(`^[${INVISIBLE}]$`);
const form = new RegExp(`^[${FORM}]$`);

const ENTITIES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'amp& lt< gt> quot" apos\' commat@ period. colon: semi; comma, sol/ bsol\\ num# equals= lowbar_ hyphen- dash- ' +
    'plus+ lpar( rpar) lsqb[ rsqb] lbrack[ rbrack] lcub{ rcub} excl! quest? dollar$ percnt% ast* vert| grave`'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);
const BLANKS = /^(?:nbsp|[ET]?[ne]?[mn]?sp|thinsp|Tab|NewLine)$/i;
const NOTHING = /^(?:zwnj|zwj|shy|lrm|rlm)$/;

/** Whether the rules must also read `text`, which has odd characters, decoded. */
export function isEncoded(text: string): boolean {
  return encoded.test(text);
}

/**
 * Calls `found` for all of them in `text`, in order, with what a reader sees; `undefined`: a sequence for
 * terminals, or a tag.
 */
export function readEncoded(
  text: string,
  found: (start: number, end: number, shown: string | undefined) => void,
): void {
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [whole, sequence] = match;
    const shown = sequence === undefined ? shownBy(whole) : undefined;
    if (shown !== whole) found(match.index, match.index + whole.length, shown);
  }
}

function shownBy(whole: string): string {
  switch (whole[0]) {
    case '\\':
      return visible(ofEscape(whole.replace(/^\\+/, '')));
    case '%':
      return visible(ofPercents(whole));
    case '&':
      return visible(ofEntity(whole.replace(/^&(?:amp;)*/, '').slice(0, -1)) ?? whole);
    case '_':
      return ' '.repeat(whole.length);
    default:
      return whole.charCodeAt(0) > 0x06_5f && form.test(whole) ? plainForm(whole) : '';
  }
}

function visible(character: string): string {
  return invisible.test(character) ? '' : character;
}

/** One character in UTF-8. */
function ofPercents(whole: string): string {
  const hex = whole.replaceAll(/%(?:25(?=%|[\da-fA-F]{2}))*/g, '');
  return hex.length === 2
    ? String.fromCharCode(Number.parseInt(hex, 16))
    : Buffer.from(hex, 'hex').toString();
}

/** The ASCII letter or digit. */
function plainForm(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff_00) return String.fromCharCode(code - 0xfe_e0);
  // Digits of each script begin at a multiple of 16, or in its middle.
  const zero = [0x06_60, 0x06_f0, 0x09_66, 0x09_e6, 0x0e_50].findLast((first) => first <= code)!;
  return String(code - zero);
}

function ofEscape(escape: string): string {
  const [kind = ''] = escape;
  if (/[uUx]/.test(kind)) return ofCode(Number.parseInt(escape.replaceAll(/[^\da-fA-F]/g, ''), 16));
  if (/\d/.test(kind)) return ofCode(Number.parseInt(escape, 8));
  if (/[nrt]/.test(kind)) return ' ';
  return /[abfv]/.test(kind) ? '' : kind;
}

function ofEntity(name: string): string | undefined {
  if (name.startsWith('#')) {
    return ofCode(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  }
  if (BLANKS.test(name)) return ' ';
  return NOTHING.test(name) ? '' : ENTITIES[name];
}

function ofCode(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd';
}
