// Finds in one pass which of many short strings occur in a text. One regular expression of all of them
// takes ten times as long.

import { endianness } from 'node:os';

const SIZE = 2 ** 16;
/** How many characters of a hint the table knows; two of scripts in which they are a word. */
const WIDTH = 3;
const SCRIPTS = 0x2e_80;
const ZERO = 48;
const NINE = 57;
/** The most frequent characters of prose and code, in order. */
const FREQUENT = ' etaoinsrhldcumfpgwybvk._,-"';

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
      for (const spelling of spellings(text.slice(first, first + width), hint.isExact)) {
        const hash = hashOf(...codesOf(spelling));
        const others = this.#byHash.get(hash);
        if (others === undefined) this.#byHash.set(hash, [hint]);
        else others.push(hint);
        this.#isKnown[hash] = 1;
      }
    }
  }

  /** The indices of the hints that occur in `text`, the exact ones first, and the number of its digits. */
  seenIn(text: string): { readonly seen: ReadonlySet<number>; readonly digits: number } {
    const isKnown = this.#isKnown;
    const seen = new Set<number>();
    let first = 0;
    let second = 0;
    let digits = 0;
    for (let start = 0; start < text.length; start += CHUNK) {
      const length = read(text.slice(start, start + CHUNK));
      for (let at = 0; at < length; at += 1) {
        const third = codes[at]!;
        if (third >= ZERO && third <= NINE) digits += 1;
        if (third > SCRIPTS) {
          const pair = hashOf(0, second, third);
          if (isKnown[pair] === 1) this.#look(pair, text, start + at, seen);
        }
        const hash = hashOf(first, second, third);
        if (isKnown[hash] === 1) this.#look(hash, text, start + at, seen);
        first = second;
        second = third;
      }
    }
    return { seen, digits };
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

/** The last three codes of `text`; 0 in front of two. */
function codesOf(text: string): [number, number, number] {
  const code = (fromEnd: number): number => text.charCodeAt(text.length - fromEnd);
  return [text.length < WIDTH ? 0 : code(3), code(2), code(1)];
}

/** All spellings of a hint that are allowed. */
function spellings(text: string, isExact: boolean): ReadonlySet<string> {
  let all = [''];
  for (const character of text) {
    const cases = isExact ? [character] : [character, character.toUpperCase()];
    all = all.flatMap((start) => cases.map((end) => start + end));
  }
  return new Set(all);
}

/** Whether `hint` stands in `text` at `start`. */
function stands({ text: hint, isExact }: Hint, text: string, start: number): boolean {
  if (start < 0 || start + hint.length > text.length) return false;
  for (let index = 0; index < hint.length; index += 1) {
    const code = text.charCodeAt(start + index);
    const wanted = hint.charCodeAt(index);
    if (code === wanted) continue;
    // Capitals of ASCII are 32 before the small letters; other scripts are rare.
    if (isExact || !(code + 32 === wanted || isSameLetter(code, wanted))) return false;
  }
  return true;
}

function isSameLetter(code: number, wanted: number): boolean {
  return code > 127 && String.fromCharCode(code).toLowerCase() === String.fromCharCode(wanted);
}

/** Where the three characters of `hint` begin that are the rarest in ordinary text. */
function rarestIn(hint: string): number {
  let best = 0;
  let most = -1;
  for (let at = 0; at + WIDTH <= hint.length; at += 1) {
    const rarity = Array.from(hint.slice(at, at + WIDTH)).reduce(
      (sum, one) => sum + rarityOf(one),
      0,
    );
    if (rarity > most) [best, most] = [at, rarity];
  }
  return best;
}

/** Higher for what is rarer. */
function rarityOf(character: string): number {
  const rank = FREQUENT.indexOf(character);
  return rank < 0 ? FREQUENT.length : rank;
}
