// Media inside texts: `data:` URLs in Markdown or JSON, and bare base64. They are described like other media,
// before the text is cut, so that its words stay. Takes linear time.

import { describeBytes, factsOfBase64, factsOfBytes } from './facts.ts';
import { endOfBase64, hasLongRun, looksBinary, mimeTypeOf } from './base64.ts';

/** Shorter ones stay. */
const SHORT_URL = 64;
const SHORT_BASE64 = 512;
/** What `CANDIDATE` takes for the start of a long one. */
const RUN = 60;
/** In characters of base64, for one text: digests of more would take longer than a call may wait. */
const DIGEST_LIMIT = 4 * 1024 * 1024;

/** The head of a `data:` URL, or the start of a long run. */
const CANDIDATE =
  /data:(?:[\w.+-]{1,64}\/[\w.+-]{1,100})?(?:;[\w.+=%"-]{1,100}){0,4},|(?<![\w+/-])[\w+/-]{60}/gi;
const MIME_TYPE = /^data:([\w.+-]+\/[\w.+-]+)/i;
const IS_BASE64 = /;base64,$/i;
/** What a URL outside of quotes consists of, besides pairs of parentheses. */
const URL_CHARACTER = /[^\s"`()<>\\]/;
const QUOTES = ['"', "'", '`'];

/**
 * `text` with its media described, as far as `enough` characters of the result; the rest follows as it is. Returns
 * the same string if there are none.
 */
export function describeInlineMedia(text: string, enough: number): string {
  if (text.length <= SHORT_URL || !(hasDataUrl(text) || hasLongRun(text, RUN))) return text;
  let shown = '';
  let done = 0;
  let digestible = DIGEST_LIMIT;
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match !== null; match = CANDIDATE.exec(text)) {
    const { 0: head } = match;
    // The letter of an escaped line break is no base64.
    const index = text[match.index - 1] === '\\' ? match.index + 1 : match.index;
    if (shown.length + index - done >= enough) break;
    const isUrl = /^data:/i.test(head);
    const found = isUrl ? urlAt(text, match.index, head) : base64At(text, index);
    if (found.media === undefined) {
      CANDIDATE.lastIndex = Math.max(found.end, index + 1);
      continue;
    }
    const start = isUrl ? match.index : index;
    const length = found.end - start;
    shown += text.slice(done, start) + found.media(length <= digestible);
    digestible -= length;
    done = found.end;
    CANDIDATE.lastIndex = done;
  }
  return done === 0 ? text : shown + text.slice(done);
}

/** Whether a `data:` stands in `text`, in any case. */
function hasDataUrl(text: string): boolean {
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    if (colon >= 4 && text.slice(colon - 4, colon).toLowerCase() === 'data') return true;
  }
  return false;
}

interface Found {
  readonly end: number;
  /** Describes it, with a digest or without; absent if it stays. */
  readonly media?: (hasDigest: boolean) => string;
}

function urlAt(text: string, index: number, head: string): Found {
  const start = index + head.length;
  const isBase64 = IS_BASE64.test(head);
  const mimeType = MIME_TYPE.exec(head)?.[1];
  if (!isBase64 && mimeType === undefined) return { end: start };
  const end = isBase64 ? endOfBase64(text, start) : endOfUrl(text, index, start);
  if (end - index <= SHORT_URL) return { end: start };
  const payload = text.slice(start, end);
  return {
    end,
    media: (hasDigest) =>
      isBase64
        ? describeBase64(payload, mimeType, hasDigest)
        : describeBytes(
            hasDigest ? factsOfBytes(Buffer.from(payload)) : { size: payload.length },
            mimeType,
          ),
  };
}

/** Where a URL ends that is no base64: with its quotation, or with a character that no URL has. */
function endOfUrl(text: string, index: number, start: number): number {
  const quote = text[index - 1] ?? '';
  if (QUOTES.includes(quote) && text[start] === '<') {
    const close = text.indexOf(quote, start);
    return text[close - 1] === '\\' ? close - 1 : Math.max(close, start);
  }
  let depth = 0;
  let end = start;
  for (; end < text.length; end += 1) {
    const character = text[end]!;
    if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (character === quote || !URL_CHARACTER.test(character)) break;
  }
  return end;
}

function base64At(text: string, start: number): Found {
  const end = endOfBase64(text, start);
  const isLong = end - start >= SHORT_BASE64;
  if (!isLong || isElsewheres(text, start, end) || !looksBinary(text.slice(start, end))) {
    return { end };
  }
  const payload = text.slice(start, end);
  return { end, media: (hasDigest) => describeBase64(payload, mimeTypeOf(payload), hasDigest) };
}

/** Web tokens and private keys are secrets: redaction recognises them as a whole. */
function isElsewheres(text: string, start: number, end: number): boolean {
  if (/\w\.$/.test(text.slice(Math.max(0, start - 2), start))) return true;
  if (/^\.\w/.test(text.slice(end, end + 2))) return true;
  const before = text.slice(Math.max(0, start - 512), start + 64);
  return before.lastIndexOf('-----BEGIN') > before.lastIndexOf('-----END');
}

function describeBase64(payload: string, mimeType: string | undefined, hasDigest: boolean): string {
  const clean = payload
    .replaceAll(/%2b/gi, '+')
    .replaceAll(/%2f/gi, '/')
    .replaceAll(/%3d/gi, '=')
    .replaceAll(/\\[nrt]|[^\w+/=-]+/g, '');
  const facts = factsOfBase64(clean);
  return describeBytes(hasDigest ? facts : { size: facts.size }, mimeType);
}
