// What people may see of a text that names URLs or holds the values of variables, such as an error of Node.

import { inspect } from 'node:util';
import { showUrl, showUrls } from './shown-url.ts';

/** Variables whose values are URLs or headers: they are recognised in any text, whatever they hold. */
const URL_VARIABLE = /ENDPOINT|PROXY|_URL$|BASE_PATH$/i;
const HEADERS_VARIABLE = /^OTEL_EXPORTER_.*HEADERS$/i;
/** Shorter values are part of other words. */
const LEAST_SECRET = 8;
/** Characters: no message may take long. */
const LONGEST = 8 * 1024;

/** Any text with its URLs as people may see them, and without the values of OTLP headers. Cuts long ones. */
export function showText(text: string): string {
  if (text !== last.text) {
    const shown = showUrls(withoutVariables(text.length > LONGEST ? cut(text) : text));
    last = { text, shown };
  }
  return last.shown;
}

/** An error or a text for a logger: itself if it shows nothing more than it may, else its text. */
export function showReason(reason: unknown): unknown {
  if (typeof reason === 'string') return showText(reason);
  if (!(reason instanceof Error)) return reason;
  if (!known.has(reason)) {
    const text = inspect(reason, { customInspect: false });
    const shown = showText(text);
    known.set(reason, shown === text ? reason : shown);
  }
  return known.get(reason);
}

/** One failure may cost many records, and each of them reports it. */
const known = new WeakMap<Error, unknown>();
let last = { text: '', shown: '' };

/** Before a word, if one is near: the first half of a URL may be a password. */
function cut(text: string): string {
  const space = text.lastIndexOf(' ', LONGEST);
  return `${text.slice(0, space > LONGEST / 2 ? space : LONGEST)}…`;
}

function withoutVariables(text: string): string {
  let shown = text;
  for (const [name, value = ''] of Object.entries(process.env)) {
    if (URL_VARIABLE.test(name) && /[@?#]/.test(value)) {
      for (const form of [value.trim(), JSON.stringify(value.trim()).slice(1, -1)]) {
        shown = shown.replaceAll(form, () => showUrl(value));
      }
    }
    if (HEADERS_VARIABLE.test(name)) {
      for (const secret of headerValues(value)) shown = shown.replaceAll(secret, '…');
    }
  }
  return shown;
}

function headerValues(list: string): string[] {
  return list
    .split(',')
    .map((pair) => pair.slice(pair.indexOf('=') + 1).trim())
    .flatMap((value) => [value, decoded(value)])
    .filter((value) => value.length >= LEAST_SECRET);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
