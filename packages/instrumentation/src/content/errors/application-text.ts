// What an application's own error message says without what it quotes. A quotation may have any form, and may
// be cut: from its first sign on the rest of the line goes, unless the end of the quotation is certain.

import { REDACTED } from '../redact.ts';

/** After each of these, words of others may follow. */
const SIGN = new RegExp(
  [
    // URLs, for their paths and queries.
    String.raw`[A-Za-z][A-Za-z\d+.-]{1,15}:\/\/[^\s"'<>\x60]*`,
    // Quotes and brackets of all scripts, and those of markup.
    `["'\`´’‘‚‛“”„‟‹›«»「」『』《》〈〉【】〔〕〖〗﹁﹂﹃﹄｢｣〝〞〟＂＇′″]`,
    String.raw`[([{<（［｛＜\\]`,
    String.raw`\*{2,3}|~~|(?<!\S)(?:\*|__)(?=\S)`,
    String.raw`&(?:\w{2,8}|#\w{1,8});|%[\dA-Fa-f]{2}`,
    // What separates a message from its subject.
    `[:：=＝﹕→⇒]`,
    String.raw`(?<!\S)(?:[-–—―|>•·]|[-=]+>)(?!\S)|\.{3}(?=\S)|…`,
  ].join('|'),
  // Not `i`: together with `u` it takes milliseconds to compile.
  'gu',
);
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/;

/** Quotes whose end may be certain. */
const PLAIN_QUOTES = `"'\``;
const ANY_QUOTE = /["'`\\]/;
const WEB = /^(?:https?|wss?):/i;
/** What follows an apostrophe inside an English word. */
const WORD_END = /^(?:s|t|d|m|re|ve|ll)(?![\p{L}\p{N}])/iu;
const LETTER = /\p{L}/u;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** A number, with a unit or without, or nothing more. */
const NUMBER =
  /^\s{0,4}(?:\d{1,6}(?:[.,]\d{1,6})?\s?(?:ms|s|min|%|[KMG]i?B|bytes)?(?=$|[\s.,;:/)\]}])|$)/;
const INSIDE = /^(?:[\d\s.,:%/+-]{0,32}|e?s)$/;
const ERROR_NAMES = /^(?:[A-Z]\w{0,62}(?:Error|Exception): )+/;

/** `text` apart from the names of errors that it begins with, as `String(error)` does. */
export function afterErrorNames(text: string): { readonly names: string; readonly rest: string } {
  const names = ERROR_NAMES.exec(text.slice(0, 256))?.[0] ?? '';
  return { names, rest: text.slice(names.length) };
}

/** The first line of `text` without quotations; `undefined` if nothing remains. */
export function withoutQuotations(text: string): string | undefined {
  const end = text.search(LINE_END);
  const line = shownOf(end < 0 ? text : text.slice(0, end));
  const shown = end < 0 || line.endsWith(REDACTED) ? line : `${line.trimEnd()} ${REDACTED}`;
  return LETTER.test(shown.replaceAll(REDACTED, '')) ? shown : undefined;
}

function shownOf(line: string): string {
  let shown = '';
  let at = 0;
  for (const { 0: sign, index } of line.matchAll(SIGN)) {
    if (index < at) continue;
    shown += line.slice(at, index);
    const kept = keptAt(line, sign, index);
    if (kept === undefined) {
      return shown + (/^[:=]$/.test(sign) ? `${sign} ` : '') + REDACTED;
    }
    shown += kept.shown;
    at = kept.end;
  }
  return shown + line.slice(at);
}

/** What is shown in place of a sign, and where the line goes on; `undefined` if the rest of it goes. */
function keptAt(
  line: string,
  sign: string,
  index: number,
): { readonly shown: string; readonly end: number } | undefined {
  const after = index + sign.length;
  const asItIs = { shown: sign, end: after };
  if (sign.length > 3 && sign.includes('://')) {
    const origin = originOf(sign);
    return origin === undefined ? undefined : { shown: origin, end: after };
  }
  const closing = CLOSING[sign];
  if (closing !== undefined) {
    const end = line.indexOf(closing, after);
    return end >= 0 && INSIDE.test(line.slice(after, end)) ? asItIs : undefined;
  }
  if ((sign === "'" || sign === '’') && isApostrophe(line, index)) return asItIs;
  if (PLAIN_QUOTES.includes(sign)) {
    const end = certainEnd(line, sign, index);
    return end === undefined ? undefined : { shown: `${sign}${REDACTED}${sign}`, end };
  }
  return /^[:=>-]/.test(sign) && NUMBER.test(line.slice(after)) ? asItIs : undefined;
}

function originOf(url: string): string | undefined {
  const parsed = WEB.test(url) ? URL.parse(url) : null;
  if (parsed === null) return undefined;
  const { protocol, host, pathname, search, hash } = parsed;
  const hasMore = pathname.length + search.length + hash.length > 1;
  return `${protocol}//${host}${hasMore ? `/${REDACTED}` : ''}`;
}

function isApostrophe(line: string, index: number): boolean {
  return (
    LETTER.test(line.slice(Math.max(0, index - 2), index)) && WORD_END.test(line.slice(index + 1))
  );
}

/** Behind the quotation that begins at `index`, if quotes are paired and between words. */
function certainEnd(line: string, quote: string, index: number): number | undefined {
  const pieces = line.slice(index + 1).split(quote);
  const [inner = ''] = pieces;
  const end = index + inner.length + 2;
  const isPaired = pieces.length % 2 === 0 && !line.includes('\\', index);
  const isBetween =
    /^$|[\s([{,;]/.test(line.charAt(index - 1)) && /^$|[\s.,;!?)\]}]/.test(line.charAt(end));
  if (!isPaired || !isBetween || inner !== inner.trim() || inner === '') return undefined;
  // An apostrophe looks the same.
  if (quote === "'" && /\s/.test(inner)) return undefined;
  return ANY_QUOTE.test(inner) ? undefined : end;
}
