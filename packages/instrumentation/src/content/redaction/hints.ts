// Finds in one pass which of many short strings occur in a text. One regular expression of all of them
// takes ten times as long.

import { endianness } from 'node:os';
import { USUAL } from './encoded-characters.ts';
import { rarestIn } from './rare-characters.ts';

/** How many characters of a hint the table knows; two of scripts in which they are a word. */
const WIDTH = 3;
const SCRIPTS = 0x2e_80;
/** The bit in which capital and small letters of ASCII differ. */
const CASE = 0x20;
const SMALL_A = 97;
const SMALL_Z = 122;

/** What is known of a character: its class, in bits, and what it may be. */
const BITS = 5;
const CLASS = 2 ** BITS - 1;
/** A letter, digit, dash or underscore of ASCII. */
const IN_RUN = 2 ** BITS;
const DIGIT = 2 * IN_RUN;
const LETTER = 4 * IN_RUN;
/** Rare in prose: it may stand in place of another character, or be a part of what does. */
const ODD = 8 * IN_RUN;
const ASCII = 128;
/** Of each code of ASCII. A class has one letter, or some of the other characters. */
const KNOWN = new Uint16Array(ASCII);
for (let code = 0; code < ASCII; code += 1) {
  const character = String.fromCharCode(code);
  const isLetter = /[a-z]/i.test(character);
  const others = 26 + (character === ' ' ? 0 : /\d/.test(character) ? 1 : 2 + (code % 4));
  KNOWN[code] =
    (isLetter ? (code | CASE) - SMALL_A : others) |
    (/[\w-]/.test(character) ? IN_RUN : 0) |
    (/\d/.test(character) ? DIGIT : 0) |
    (isLetter ? LETTER : 0) |
    (USUAL.test(character) ? 0 : ODD);
}
/** The classes of three characters. */
const SIZE = 2 ** (WIDTH * BITS);
/** Of two. */
const PAIR = 2 ** (2 * BITS) - 1;

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
  /** Whether it has odd characters, as everything has that is encoded. */
  readonly isOdd: boolean;
}

/** Which hints occur in a text. */
export class Hints {
  /** Hints that have three characters with the same hash; by the hash, where they stand. None has the first place. */
  readonly #groups: Hint[][] = [[]];
  readonly #groupOf = new Uint16Array(SIZE);

  constructor({ exact, words }: Sought) {
    for (const [index, text] of [...exact, ...words].entries()) {
      const width = Math.min(WIDTH, text.length);
      const first = rarestIn(text, WIDTH);
      const hint = { text, isExact: index < exact.length, index, at: first + width - 1 };
      for (const hash of hashesOf(text.slice(first, first + width))) {
        if (this.#groupOf[hash] === 0) this.#groupOf[hash] = this.#groups.push([]) - 1;
        this.#groups[this.#groupOf[hash]!]!.push(hint);
      }
    }
  }

  /** What occurs in `text`. */
  seenIn(text: string): Seen {
    const groupOf = this.#groupOf;
    const seen = new Set<number>();
    let longest = 0;
    let runStart = 0;
    let mostDigits = 0;
    let digits = 0;
    // Of the characters until the last digit, and since then.
    let kinds = 0;
    let since = 0;
    let hash = 0;
    for (let start = 0; start < text.length; start += CHUNK) {
      const length = read(text.slice(start, start + CHUNK));
      for (let at = 0; at < length; at += 1) {
        const code = codes[at]!;
        const known = knownOf(code);
        since |= known;
        if ((known & IN_RUN) === 0) {
          if (at - runStart > longest) longest = at - runStart;
          runStart = at + 1;
        } else if ((known & DIGIT) !== 0) {
          digits = (since & LETTER) === 0 ? digits + 1 : 1;
          if (digits > mostDigits) mostDigits = digits;
          kinds |= since;
          since = 0;
        }
        hash = followed(hash, known);
        if (groupOf[hash] !== 0) this.#look(groupOf[hash]!, text, start + at, seen);
        if (code > SCRIPTS) {
          const pair = groupOf[hash & PAIR]!;
          if (pair !== 0) this.#look(pair, text, start + at, seen);
        }
      }
      // The run goes on in the next chunk, or ends with the text.
      if (length - runStart > longest) longest = length - runStart;
      runStart -= length;
    }
    const isOdd = ((kinds | since) & ODD) !== 0;
    return { hints: seen, digits: mostDigits, run: longest, isOdd };
  }

  /** Adds the hints of a group that end at `at`. */
  #look(group: number, text: string, at: number, seen: Set<number>): void {
    for (const hint of this.#groups[group]!) {
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

function knownOf(code: number): number {
  return code < ASCII ? KNOWN[code]! : (code % CLASS) | ODD;
}

/** The classes of the last three characters, where the next one is `known`. */
function followed(hash: number, known: number): number {
  return ((hash << BITS) | (known & CLASS)) & (SIZE - 1);
}

/** The hashes of all spellings of a hint's two or three characters: nearly always one. */
function hashesOf(text: string): Iterable<number> {
  let hashes: readonly number[] = [0];
  for (const character of text) {
    const spellings = foldedOf(character);
    hashes = hashes.flatMap((hash) => spellings.map((code) => followed(hash, knownOf(code))));
  }
  return new Set(hashes);
}

/** The codes of a character in small and in capital letters. */
function foldedOf(character: string): readonly number[] {
  const capital = character.toUpperCase();
  const codesOf = capital.length > 1 ? [character] : [character, capital];
  return codesOf.map((one) => one.charCodeAt(0));
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
  if (code < ASCII) return code + CASE === wanted && wanted >= SMALL_A && wanted <= SMALL_Z;
  return String.fromCharCode(code).toLowerCase() === String.fromCharCode(wanted);
}
