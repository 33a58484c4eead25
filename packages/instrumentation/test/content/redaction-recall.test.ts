// How much the redactor finds of values that others than the author of its rules made from public documents: those of
// `known` were looked at afterwards and taught it more, those of `unseen` were made after the rules were finished.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redactText } from './redaction-corpus.ts';

/** A text with one value that must leave it; `null`: it must stay as it is. */
interface Line {
  readonly group: string;
  readonly text: string;
  readonly value: string | null;
}

interface Score {
  count: number;
  hits: number;
}

/** The least part to be found; of the negatives, the largest part that may change. */
const GOALS: Readonly<Record<string, number>> = {
  password: 0.9,
  assignment: 0.9,
  pin: 0.85,
  aws: 0.97,
  vendor: 0.97,
  'vendor-named': 0.97,
  'phone after a word': 0.95,
  'phone alone': 0.8,
  card: 0.97,
  email: 0.95,
  'email-obfuscated': 0.7,
  iban: 0.97,
  ssn: 0.97,
  ip: 0.97,
  wrapped: 0.95,
  'negative-prose': 0,
  'negative-hard': 0.01,
};

function readLines(name: string): readonly Line[] {
  return readFileSync(new URL(`corpus/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.replaceAll('{+}', '')) as Line);
}

/** Whether a value is gone, or a text without any changed. */
function isHit({ text, value }: Line): boolean {
  const redacted = redactText(text, { personalData: true });
  return value === null ? redacted !== text : !redacted.includes(value);
}

describe.each(['known', 'unseen'])('the corpus %s', (name) => {
  const scores = new Map<string, Score>();
  for (const line of readLines(name)) {
    const score = scores.get(line.group) ?? { count: 0, hits: 0 };
    scores.set(line.group, score);
    score.count += 1;
    if (isHit(line)) score.hits += 1;
  }
  console.log(
    [
      `corpus ${name}: found of each group, changed of the negatives`,
      ...[...scores].map(
        ([group, { count, hits }]) =>
          `  ${group.padEnd(24)}${String(hits).padStart(5)} of ${String(count).padStart(4)}${((100 * hits) / count).toFixed(1).padStart(7)} %`,
      ),
    ].join('\n'),
  );

  const isNegative = (group: string): boolean => group.startsWith('negative');
  const shareOf = (group: string): number => scores.get(group)!.hits / scores.get(group)!.count;

  it.each([...scores.keys()].filter((group) => !isNegative(group)))(
    'is found as far as promised: %s',
    (group) => {
      expect(shareOf(group)).toBeGreaterThanOrEqual(GOALS[group]!);
    },
  );

  it.each([...scores.keys()].filter(isNegative))('stays as it is: %s', (group) => {
    expect(shareOf(group)).toBeLessThanOrEqual(GOALS[group]!);
  });
});
