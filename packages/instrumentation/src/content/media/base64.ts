// Where base64 ends in a text, and whether it is base64 at all. Both alphabets, wrapped lines, and the forms that
// slashes, plus signs and line breaks have in JSON and URLs.

/** The least length of a wrapped line. */
const LINE = 60;
const ESCAPED = /^%(?:2[bf]|3d)/i;
const LINE_BREAK = /^(?:\r|\n|\\r|\\n)+[ \t]*/;

/** Of each character code: whether base64 has it. */
const ALPHABET = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  ALPHABET[character.charCodeAt(0)] = 1;
}

/** The beginnings of files, in base64. */
const MAGIC: readonly (readonly [beginning: string, mimeType: string])[] = [
  ['iVBORw0KGg', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['_9j_', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'application/octet-stream'],
  ['JVBERi0', 'application/pdf'],
  ['UEsDB', 'application/zip'],
  ['H4sI', 'application/gzip'],
  ['T2dnUw', 'audio/ogg'],
  ['SUQz', 'audio/mpeg'],
  ['ZkxhQw', 'audio/flac'],
  ['GkXfo', 'video/webm'],
  ['AAAAGGZ0eX', 'video/mp4'],
  ['AAAAHGZ0eX', 'video/mp4'],
  ['AAAAIGZ0eX', 'video/mp4'],
  ['PHN2Zy', 'image/svg+xml'],
  ['PD94bWwg', 'application/xml'],
  ['SUkqA', 'image/tiff'],
  ['TU0AK', 'image/tiff'],
  ['AAABAAEA', 'image/x-icon'],
];

/** Whether `text` has `length` characters of base64 in a row: such a run has one of every `length`th. */
export function hasLongRun(text: string, length: number): boolean {
  for (let at = length - 1; at < text.length; at += length) {
    let start = at;
    while (start >= 0 && isBase64(text.charCodeAt(start))) start -= 1;
    // Not in the run, or in a short one: the next may begin behind it.
    let end = at + 1;
    while (end - start <= length && end < text.length && isBase64(text.charCodeAt(end))) end += 1;
    if (end - start > length) return true;
  }
  return false;
}

function isBase64(code: number): boolean {
  return ALPHABET[code] === 1;
}

/** The end of the base64 in `text` from `start` on. */
export function endOfBase64(text: string, start: number): number {
  let end = start;
  let lineStart = start;
  for (;;) {
    const code = text.charCodeAt(end);
    if (ALPHABET[code] === 1) {
      end += 1;
      continue;
    }
    const next = text[end];
    if (next === '%' && ESCAPED.test(text.slice(end, end + 3))) {
      end += 3;
    } else if (next === '\\' && text[end + 1] === '/') {
      end += 2;
    } else if (end - lineStart >= LINE && (next === '\n' || next === '\r' || next === '\\')) {
      const [broken = ''] = LINE_BREAK.exec(text.slice(end, end + 64)) ?? [];
      if (broken === '' || ALPHABET[text.charCodeAt(end + broken.length)] !== 1) return end;
      if (!isLine(text, end + broken.length)) return end;
      end += broken.length;
      lineStart = end;
    } else {
      break;
    }
  }
  for (let count = 0; count < 2 && text[end] === '='; count += 1) end += 1;
  return end;
}

/** The last line may be short, but a word of prose is no line: that ends with what encloses it. */
function isLine(text: string, start: number): boolean {
  const [line] = /^[\w+/-]*={0,2}/.exec(text.slice(start, start + LINE))!;
  const after = text[start + line.length];
  return (
    line.length >= LINE ||
    (line.length % 4 === 0 && !(after !== undefined && /[ \t.:!?]/.test(after)))
  );
}

/** Whether `base64` is the beginning of a file, or as mixed as encoded bytes are: no digest, sequence or path. */
export function looksBinary(base64: string): boolean {
  if (mimeTypeOf(base64) !== undefined) return true;
  const sample = base64.slice(0, 2048);
  const share = (kind: RegExp): number => (sample.match(kind)?.length ?? 0) / sample.length;
  return share(/[a-z]/g) > 0.15 && share(/[A-Z]/g) > 0.15 && share(/\d/g) > 0.04;
}

/** The type of the file that `base64` begins. */
export function mimeTypeOf(base64: string): string | undefined {
  return MAGIC.find(([beginning]) => base64.startsWith(beginning))?.[1];
}
