// Finds JSON documents in lines of text: one per line, several on a line, one over many lines
// (pretty-printed), or a list of them. A damaged document never costs its neighbours.

import { parseJson } from '../exact-json.ts';
import type { Unread } from './reasons.ts';

/** In characters. */
const LIMIT = 64 * 1024 * 1024;
/** Inside a text these quotes are escaped, so every match starts a document. */
const START =
  /\{\s*"(?:resourceSpans|resourceLogs|resourceMetrics|resource_spans|resource_logs)"\s*:/g;
const QUOTE = 34;
const BACKSLASH = 92;
const BETWEEN = ' \t\r\n,[]';
const BLANK_OR_LIST = /[\s,[\]]*/y;

/** A document, or the reason why there is none. */
export type Found = { readonly value: unknown } | { readonly unread: Unread };

/** Splits the lines of one file into documents. */
export class DocumentSplitter {
  readonly #isDocument: (value: unknown) => boolean;
  /** The lines of a document that has not ended yet. */
  #lines: string[] = [];
  #length = 0;
  #depth = 0;

  /** `isDocument` tells whole documents from lines inside of one that are JSON by themselves. */
  constructor(isDocument: (value: unknown) => boolean) {
    this.#isDocument = isDocument;
  }

  /** The documents that end on this line. */
  push(text: string): Found[] {
    const value = tryParse(text);
    if (value !== undefined && (this.#depth === 0 || this.#isDocument(value))) {
      return [...this.#giveUp(), { value }];
    }
    const parts = partsOf(text);
    if (parts.length > 1 || (parts[0] !== text && this.#depth === 0)) {
      return [...this.#giveUp(), ...parts.flatMap((part) => toFound(part))];
    }
    return this.#scan(text);
  }

  /** The beginning of a document that has not ended. */
  takeRest(): string {
    const rest = this.#lines.join('\n');
    this.#reset();
    return rest;
  }

  #giveUp(): Found[] {
    if (this.#depth === 0) return [];
    this.#reset();
    return [{ unread: 'cut_off' }];
  }

  #reset(): void {
    this.#lines = [];
    this.#length = 0;
    this.#depth = 0;
  }

  #scan(text: string): Found[] {
    const found: Found[] = [];
    let at = 0;
    while (at < text.length) {
      if (this.#depth === 0) {
        BLANK_OR_LIST.lastIndex = at;
        BLANK_OR_LIST.exec(text);
        at = BLANK_OR_LIST.lastIndex;
        if (at === text.length) break;
        if (text[at] !== '{') return [...found, { unread: 'no_json' }];
      }
      const end = this.#endOf(text, at);
      // No text of JSON goes over the end of a line.
      if (end === undefined) {
        this.#reset();
        return [...found, { unread: 'cut_off' }];
      }
      this.#lines.push(text.slice(at, end));
      this.#length += end - at;
      at = end;
      if (this.#depth === 0) found.push(...toFound(this.takeRest()));
    }
    if (this.#length <= LIMIT) return found;
    this.#reset();
    return [...found, { unread: 'too_long' }];
  }

  /** Where the document ends, or the line; undefined inside of a text. */
  #endOf(text: string, from: number): number | undefined {
    let isText = false;
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isText) {
        if (code === BACKSLASH) at += 1;
        else if (code === QUOTE) isText = false;
      } else if (code === QUOTE) isText = true;
      else if (code === 123 || code === 91) this.#depth += 1;
      else if (code === 125 || code === 93) {
        this.#depth -= 1;
        if (this.#depth === 0) return at + 1;
      }
    }
    return isText ? undefined : text.length;
  }
}

/** The parts of a line that begin as documents do; the first may be the end of a torn one. */
function partsOf(text: string): string[] {
  const starts = [...text.matchAll(START)].map(({ index }) => index);
  if (starts.length === 0 || (starts.length === 1 && starts[0] === 0)) return [text];
  const all = /^[\s,[]*$/.test(text.slice(0, starts[0])) ? starts : [0, ...starts];
  return all.map((start, at) => withoutEnd(text.slice(start, all[at + 1])));
}

/** Without what stands between documents; a pattern would look for it at every place. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BETWEEN.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

function toFound(text: string): Found[] {
  const value = tryParse(text);
  if (value !== undefined) return [{ value }];
  return [{ unread: text.startsWith('{') ? 'cut_off' : 'no_json' }];
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
