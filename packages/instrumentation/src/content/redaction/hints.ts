// Finds in one pass which of many short strings occur in a text. One regular expression of all of them
// takes ten times as long.

import { endianness } from 'node:os';

const SIZE = 2 ** 16;
/** How many characters of a hint the table knows; two of scripts in which they are a word. */
const WIDTH = 3;
const SCRIPTS = 0x2e_80;
/** The bit in which capital and small letters of ASCII differ. */
const CASE = 0x20;
const ZERO = 48;
const NINE = 57;
const SMALL_A = 97;
const SMALL_Z = 122;
const DASH = 45;
const UNDERSCORE = 95;
/** The most frequent characters of prose and code, in order. */
const FREQUENT = ' etaoinsrhldcumfpgwybvk._,-"';
const RARITY = new Uint8Array(128).fill(FREQUENT.length);
for (let rank = 0; rank < FREQUENT.length; rank += 1) RARITY[FREQUENT.charCodeAt(rank)] = rank;
const ASCII = /^[ -~]*$/;

interface Hint {
  /** In small letters, unless it must be spelt like this. */
  readonly text: string;
  readonly isExact: boolean;
  readonly index: number;
  /** Where the last of its characters that the table knows stands. */
  readonly at: number;
}

/** What to look for: `exact` as spelt, `words` in any case. Each has three characters at least, or two of Chinese. */
interface Sought {
  readonly exact: readonly string[];
  readonly words: readonly string[];
}

/** What occurs in a text. */
export interface Seen {
  /** The indices of hints, the exact ones first. */
  readonly hints: ReadonlySet<number>;
  /** The most digits without a letter between them, both of ASCII. */
  readonly digits: number;
  /** The most letters, digits, dashes and underscores in a row, all of ASCII. */
  readonly run: number;
}

/** Which hints occur in a text. */
export class Hints {
  /** The hints by the hash of three characters in them. */
  readonly #byHash = new Map<number, Hint[]>();
  readonly #isKnown = new Uint8Array(SIZE);

  constructor({ exact, words }: Sought) {
    for (const [index, text] of [...exact, ...words].entries()) {
      const width = Math.min(WIDTH, text.length);
      const first = rarestIn(text);
      const hint = { text, isExact: index < exact.length, index, at: first + width - 1 };
      for (const hash of hashesOf(text.slice(first, first + width))) {
        const others = this.#byHash.get(hash);
        if (others === undefined) this.#byHash.set(hash, [hint]);
        else others.push(hint);
        this.#isKnown[hash] = 1;
      }
    }
  }

  /** What occurs in `text`. */
  seenIn(text: string): Seen {
    const isKnown = this.#isKnown;
    const seen = new Set<number>();
    let first = 0;
    let second = 0;
    // The longest so far, and those that are being read.
    let mostDigits = 0;
    let digits = 0;
    let longest = 0;
    let run = 0;
    for (let start = 0; start < text.length; start += CHUNK) {
      const length = read(text.slice(start, start + CHUNK));
      for (let at = 0; at < length; at += 1) {
        const code = codes[at]!;
        const third = code | CASE;
        if (third >= SMALL_A && third <= SMALL_Z) {
          run += 1;
          if (digits > mostDigits) mostDigits = digits;
          digits = 0;
        } else if (code >= ZERO && code <= NINE) {
          run += 1;
          digits += 1;
        } else if (code === DASH || code === UNDERSCORE) run += 1;
        else {
          if (run > longest) longest = run;
          run = 0;
        }
        if (code > SCRIPTS) {
          const pair = hashOf(0, second, third);
          if (isKnown[pair] === 1) this.#look(pair, text, start + at, seen);
        }
        const hash = hashOf(first, second, third);
        if (isKnown[hash] === 1) this.#look(hash, text, start + at, seen);
        first = second;
        second = third;
      }
    }
    return { hints: seen, digits: Math.max(mostDigits, digits), run: Math.max(longest, run) };
  }

  /** Adds the hints with `hash` that end at `at`. */
  #look(hash: number, text: string, at: number, seen: Set<number>): void {
    for (const hint of this.#byHash.get(hash)!) {
      if (!seen.has(hint.index) && stands(hint, text, at - hint.at)) seen.add(hint.index);
    }
  }
}

/** The codes of the characters being read: an array is read much faster than a slice of a text. */
const CHUNK = 2 ** 14;
const codes = new Uint16Array(CHUNK);
const bytes = Buffer.from(codes.buffer);
const isBigEndian = endianness() === 'BE';

/** Fills `codes`; returns how many there are. */
function read(chunk: string): number {
  const written = bytes.write(chunk, 'utf16le');
  if (isBigEndian) bytes.swap16();
  return written / 2;
}

/** The hash of three characters. */
function hashOf(first: number, second: number, third: number): number {
  return (
    (Math.imul(first, 0x9e_5) ^ Math.imul(second, 0x3d_b) ^ Math.imul(third, 0x1f)) & (SIZE - 1)
  );
}

/** The hashes of all spellings of a hint's two or three characters: nearly always one. */
function hashesOf(text: string): Iterable<number> {
  if (text.length === WIDTH && ASCII.test(text)) {
    const code = (at: number): number => text.charCodeAt(at) | CASE;
    return [hashOf(code(0), code(1), code(2))];
  }
  const [thirds = [], seconds = [], firsts = [0]] = Array.from(text, foldedOf).toReversed();
  const hashes = new Set<number>();
  for (const first of firsts) {
    for (const second of seconds) {
      for (const third of thirds) hashes.add(hashOf(first, second, third));
    }
  }
  return hashes;
}

/** The codes of a character in small and in capital letters, without the case of ASCII. */
function foldedOf(character: string): readonly number[] {
  const capital = character.toUpperCase();
  const codesOf = capital.length > 1 ? [character] : [character, capital];
  return codesOf.map((one) => one.charCodeAt(0) | CASE);
}

/** Whether `hint` stands in `text` at `start`. */
function stands({ text: hint, isExact }: Hint, text: string, start: number): boolean {
  if (start < 0 || start + hint.length > text.length) return false;
  for (let index = 0; index < hint.length; index += 1) {
    const code = text.charCodeAt(start + index);
    const wanted = hint.charCodeAt(index);
    if (code === wanted) continue;
    if (isExact || !isSameLetter(code, wanted)) return false;
  }
  return true;
}

function isSameLetter(code: number, wanted: number): boolean {
  if (code < 128) return code + CASE === wanted && wanted >= SMALL_A && wanted <= SMALL_Z;
  return String.fromCharCode(code).toLowerCase() === String.fromCharCode(wanted);
}

/** Where the three characters of `hint` begin that are the rarest in ordinary text. */
function rarestIn(hint: string): number {
  let best = 0;
  let most = -1;
  let rarity = 0;
  for (let at = 0; at < hint.length; at += 1) {
    rarity += rarityOf(hint, at);
    if (at >= WIDTH) rarity -= rarityOf(hint, at - WIDTH);
    if (at >= WIDTH - 1 && rarity > most) [best, most] = [at - WIDTH + 1, rarity];
  }
  return best;
}

/** Higher for what is rarer. */
function rarityOf(text: string, at: number): number {
  return RARITY[text.charCodeAt(at)] ?? FREQUENT.length;
}
