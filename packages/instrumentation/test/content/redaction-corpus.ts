// The labelled corpus of `corpus/`, and what the redactor found of it. `{+}` parts the made-up secrets in the
// files, so that nobody's scanner takes them for real ones. The rules were written without a look at `held-out`.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { redactText as Redact } from '../../src/content/redaction/redact-text.ts';

const require = createRequire(import.meta.url);

/** The redactor as it was built. */
export const { redactText } = require('../../dist/content/redaction/redact-text.js') as {
  redactText: typeof Redact;
};

/** A kind is a placeholder without its brackets: `EMAIL`, `SECRET:jwt`. */
interface Value {
  readonly kind: string;
  readonly value: string;
}

interface Labelled {
  readonly text: string;
  readonly expected: readonly Value[];
}

/** What was found of one kind, or of all. */
interface Score {
  expected: number;
  hits: number;
  misses: readonly string[];
  falseAlarms: readonly string[];
}

const PLACEHOLDER = /\[(EMAIL|PHONE|SSN|CARD|IBAN|IP|SECRET:\w+|REDACTED)\]/g;

/** The texts of one of the files. */
export function readCorpus(name: 'tuned' | 'held-out'): readonly Labelled[] {
  const file = new URL(`corpus/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.replaceAll('{+}', '')) as Labelled);
}

/** What `redacted` has placeholders for, told from what is left of `text` between them. */
export function replacedIn(text: string, redacted: string): readonly Value[] {
  const [first = '', ...rest] = redacted.split(PLACEHOLDER);
  const values: Value[] = [];
  let at = first.length;
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const left = rest[index + 1]!;
    const end = index + 2 >= rest.length ? text.length - left.length : text.indexOf(left, at + 1);
    values.push({ kind: rest[index]!, value: text.slice(at, end) });
    at = end + left.length;
  }
  return values;
}

/** What was found, missed and taken for something, by kind; a value counts only whole and of the right kind. */
export function scores(corpus: readonly Labelled[]): ReadonlyMap<string, Score> {
  const byKind = new Map<string, Score>();
  const scoreOf = (kind: string): Score => {
    const score = byKind.get(kind) ?? { expected: 0, hits: 0, misses: [], falseAlarms: [] };
    byKind.set(kind, score);
    return score;
  };
  for (const { text, expected } of corpus) {
    const found = [...replacedIn(text, redactText(text, { personalData: true }))];
    for (const { kind, value } of expected) {
      const score = scoreOf(kind);
      score.expected += 1;
      const hit = found.findIndex((other) => other.kind === kind && other.value === value);
      if (hit === -1) score.misses = [...score.misses, `${value} in ${text}`];
      else {
        score.hits += 1;
        found.splice(hit, 1);
      }
    }
    for (const { kind, value } of found) {
      const score = scoreOf(kind);
      score.falseAlarms = [...score.falseAlarms, `${value} in ${text}`];
    }
  }
  return byKind;
}

/** The scores of all kinds of which `isOne` is true, as one. */
export function sum(byKind: ReadonlyMap<string, Score>, isOne: (kind: string) => boolean): Score {
  const all: Score = { expected: 0, hits: 0, misses: [], falseAlarms: [] };
  for (const [kind, score] of byKind) {
    if (!isOne(kind)) continue;
    all.expected += score.expected;
    all.hits += score.hits;
    all.misses = [...all.misses, ...score.misses];
    all.falseAlarms = [...all.falseAlarms, ...score.falseAlarms];
  }
  return all;
}

/** The share of the values that were found. */
export function recall({ expected, hits }: Score): number {
  return hits / expected;
}

/** The share of what was replaced that should have been. */
export function precision({ hits, falseAlarms }: Score): number {
  return hits / (hits + falseAlarms.length);
}

/** A line for each kind. */
export function table(byKind: ReadonlyMap<string, Score>): string {
  const lines = [...byKind]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(
      ([kind, score]) =>
        `  ${kind.padEnd(28)}${String(score.expected).padStart(5)}${percent(recall(score))}${percent(precision(score))}`,
    );
  return [`  ${'kind'.padEnd(28)}    n  recall  prec.`, ...lines].join('\n');
}

function percent(share: number): string {
  return (Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`).padStart(8);
}
