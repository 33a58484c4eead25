// Long texts that are made to be slow: the redactor gets through them, and makes them no longer.
// How long it takes is measured in `bench/redaction`; a pattern that is not linear would not end here.

import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS, hostileText } from './hostile-texts.ts';
import { redactText } from './redaction-corpus.ts';

const MB = 2 ** 20;
const redact = (text: string): string => redactText(text, { personalData: true });
/** `a@b.co` becomes `[EMAIL]`, a password of four characters `[SECRET:password]`. */
const MAX_GROWTH = 3;

describe('a quarter of a megabyte of', () => {
  it.each(HOSTILE_TEXTS)('$name', (hostile) => {
    const text = hostileText(hostile, MB / 4);
    const redacted = redact(text);
    expect(redacted.length).toBeLessThanOrEqual(text.length * MAX_GROWTH);
    expect(redact(redacted)).toBe(redacted);
  });
});

it('finds a value at the end of each', () => {
  const hiding = HOSTILE_TEXTS.filter((hostile) => {
    const text = `${hostileText(hostile, MB / 16)}" ; mail jane.doe@example.com`;
    // A rule that has read too much in vain takes the rest for a value.
    return !/ mail \[EMAIL\]$|\[SECRET:password\]$/.test(redact(text));
  });
  expect(hiding).toEqual([]);
});

/** An unbounded quantifier over so long a run overflows V8's stack for backtracking: it throws. */
describe('a value of sixteen megabytes that begins like', () => {
  it.each(['sk-', 'ghp_', 'eyJ', 'Bearer ', '-----BEGIN PRIVATE KEY-----', 'AccountKey=', '?key='])(
    '%s',
    (beginning) => {
      const once = redact(beginning + 'a'.repeat(16 * MB));
      expect(redact(once)).toBe(once);
    },
  );
});
