// What people may see of URLs: no user, no password, no query, no fragment. It holds for values that
// should be URLs and are not, and for any text that passes one on, such as an error of Node.

/** A scheme with its slashes, or the slashes alone. Some schemes need none. */
const START = /^(?:(?:[a-z][a-z\d+.-]{0,30}:)?[\\/]{2,}|(?:https?|wss?|grpcs?):[\\/]*)/i;
const NEXT_IN_LIST = /\s{0,9},\s{0,9}(?=(?:[a-z][a-z\d+.-]{0,30}:)?[\\/]{2})/i;
const HOST = /^(?:\[[^\]]*\]|[^:@\s]*)(?::\d*)?$/;
const USER_IN_PATH = /[^\\/\s:@]{0,256}:[^\\/\s@]{0,256}@/g;

const PUNCTUATION: ReadonlySet<string> = new Set(',;:.)]}');
/** In quotes, a password may have spaces. */
const IN_QUOTES = /(["'`])((?:[a-z][a-z\d+.-]{0,30}:)?[\\/]{2,}[^"'`\n]*@[^"'`\n]*)\1/gi;
/** In a text, a URL ends at a space or a quote. */
const IN_TEXT =
  /(?:(?:[a-z][a-z\d+.-]{0,30}:)?[\\/]{2,}|(?:https?|wss?|grpcs?):[\\/]*)[^\s"'`<>]+|[^\s"'`<>@\\/=:,;(){}[\]]{1,256}:[^\s"'`<>@\\/]{1,256}@(?=[\w[])[^\s"'`<>]*/gi;
const QUERY_IN_TEXT = /[?&][\w.~%[\]-]+=[^\s"'`<>]*/g;
/** What Node takes for a scheme may be a user. */
const SCHEME_IN_TEXT = /(protocol ["'])(?!https?:)[^"']+/gi;
const WORD = /[^\s"'`<>=]+/g;
const SUSPECT = /[@?&#]|%40/;

/** A URL, or a list of some, as people may see it: `https://…@host:4318/v1/traces?…`. */
export function showUrl(value: string): string {
  return value.trim().split(NEXT_IN_LIST).map(showOne).join(',');
}

/** A value of a setting: shortened like a URL if it can hold a password. */
export function showValue(value: string): string {
  return /@|%40|[\\/]{2}|[?&#].*=/i.test(value) ? showUrl(value) : value;
}

/** Any text with its URLs as people may see them. */
export function showUrls(text: string): string {
  const shown = text.replace(SCHEME_IN_TEXT, '$1…');
  if (!SUSPECT.test(shown)) return shown;
  return shown
    .replace(IN_QUOTES, (_, quote: string, url: string) => `${quote}${showUrl(url)}${quote}`)
    .replace(IN_TEXT, showInText)
    .replace(QUERY_IN_TEXT, (found) => `${found[0]}…`)
    .replace(WORD, showEncoded);
}

/** A word that is a whole URL in its encoded form. */
function showEncoded(word: string): string {
  const at = word.lastIndexOf('%40');
  const colon = at < 0 ? -1 : word.search(/%3a/i);
  return colon >= 0 && colon < at ? `…@${word.slice(at + '%40'.length)}` : word;
}

/** Without the punctuation of the sentence around it. */
function showInText(url: string): string {
  let end = url.length;
  while (PUNCTUATION.has(url[end - 1]!)) end -= 1;
  return showUrl(url.slice(0, end)) + url.slice(end);
}

function showOne(url: string): string {
  const start = START.exec(url)?.[0] ?? '';
  const rest = url.slice(start.length);
  const [authority = ''] = /^[^\\/?#]*/.exec(rest)!;
  const at = authority.lastIndexOf('@');
  // A password with a slash in it, or all of it encoded.
  const isHidden = /%40/.test(authority) || (rest.includes('@') && !HOST.test(authority));
  if (at < 0 && isHidden) return `${start}…`;
  const host = at < 0 ? authority : `…${authority.slice(at)}`;
  const [path = ''] = /^[^?#]*/.exec(rest.slice(authority.length))!;
  const mark = rest[authority.length + path.length];
  const tail = mark === undefined ? '' : `${mark}…`;
  return `${start}${host}${path.replace(USER_IN_PATH, '…@')}${tail}`;
}
