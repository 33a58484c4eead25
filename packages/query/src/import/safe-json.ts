// JSON of strangers, which may be nested so deeply that to write it again exhausts the stack.

import { parseJson } from '../exact-json.ts';

/** In characters; a shorter text cannot nest deeply enough. */
const DEEP_LENGTH = 4096;
const MOST_DEPTH = 512;
const QUOTE = 34;
const BACKSLASH = 92;

/** The value of a JSON text; undefined if it is none, or nested too deeply. */
export function parseSafely(text: string): unknown {
  if (text.length > DEEP_LENGTH && isDeep(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}
