// What the redactor finds of the labelled corpus and what it leaves alone, and that it never changes its own result.

import { describe, expect, it } from 'vitest';
import {
  precision,
  readCorpus,
  recall,
  redactText,
  replacedIn,
  scores,
  sum,
  table,
} from './redaction-corpus.ts';

const isSecret = (kind: string): boolean => kind.startsWith('SECRET');
const redact = (text: string): string => redactText(text, { personalData: true });

describe.each(['tuned', 'held-out'] as const)('the corpus %s', (name) => {
  const corpus = readCorpus(name);
  const byKind = scores(corpus);

  it('is found, and little else', () => {
    const personal = sum(byKind, (kind) => !isSecret(kind));
    const secrets = sum(byKind, isSecret);
    console.log(
      [
        `corpus ${name}, ${corpus.length} texts`,
        table(byKind),
        ...[personal, secrets].flatMap(({ misses, falseAlarms }) => [
          ...misses.map((miss) => `  not found: ${miss}`),
          ...falseAlarms.map((alarm) => `  not a value: ${alarm}`),
        ]),
      ].join('\n'),
    );
    expect(recall(personal)).toBeGreaterThanOrEqual(0.97);
    expect(precision(personal)).toBeGreaterThanOrEqual(0.95);
    expect(recall(secrets)).toBeGreaterThanOrEqual(0.95);
    expect(precision(secrets)).toBeGreaterThanOrEqual(0.95);
  });

  it('is left alone, the same string, where nothing was found', () => {
    const untouched = corpus.filter(({ text }) => redact(text) === text);
    expect(untouched.length).toBeGreaterThan(corpus.length / 3);
    for (const { text } of untouched) expect(replacedIn(text, redact(text))).toEqual([]);
  });

  it('stays as it is when it is redacted again', () => {
    for (const { text } of corpus) expect(redact(redact(text))).toBe(redact(text));
  });

  it('loses only secrets when personal data may stay', () => {
    for (const { text } of corpus) {
      const kinds = replacedIn(text, redactText(text, { personalData: false })).map(
        ({ kind }) => kind,
      );
      expect(kinds.filter((kind) => !isSecret(kind))).toEqual([]);
    }
  });
});

it('has hundreds of values and of texts without one to find', () => {
  const corpus = [...readCorpus('tuned'), ...readCorpus('held-out')];
  expect(corpus.flatMap(({ expected }) => expected).length).toBeGreaterThanOrEqual(300);
  expect(corpus.filter(({ expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(300);
});

describe('a value in a text that is escaped', () => {
  it.each([
    [String.raw`{"a":"\nfoo@bar.com\n"}`, String.raw`{"a":"\n[EMAIL]\n"}`],
    [String.raw`\u003cfoo@bar.com\u003e`, String.raw`\u003c[EMAIL]\u003e`],
    ['to%3Dfoo%40bar.com%26x', 'to%3D[EMAIL]%26x'],
    [String.raw`{\"password\":\"hunter2\"}`, String.raw`{\"password\":\"[SECRET:password]\"}`],
    [String.raw`\t555-123-4567\r\n`, String.raw`\t[PHONE]\r\n`],
    [String.raw`{\"a\":\"\\nfoo@bar.com\"}`, String.raw`{\"a\":\"\\n[EMAIL]\"}`],
  ])('is found: %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('leaves JSON valid', () => {
    const broken = readCorpus('tuned')
      .map(({ text }) => redact(JSON.stringify({ text, nested: JSON.stringify({ text }) })))
      .filter((json) => !isJson(json));
    expect(broken).toEqual([]);
  });
});

describe('what providers echo in an error', () => {
  it.each([
    [
      'Incorrect API key provided: sk-abc***xyz.',
      'Incorrect API key provided: [SECRET:openai_key].',
    ],
    ['bad key sk-canary-123456789 given', 'bad key [SECRET:api_key] given'],
    ['key xai-abcdef given', 'key [SECRET:api_key] given'],
    ['Bearer abcdef12345678 is no key', 'Bearer [SECRET:authorization] is no key'],
    [
      'GET /v1?key=abc&signature=def',
      'GET /v1?key=[SECRET:url_parameter]&signature=[SECRET:url_parameter]',
    ],
  ])('holds no key: %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

it('takes no more digits for a card than are its own', () => {
  expect(redact('4111 1111 1111 1111 803 123 4567')).toBe('[CARD] [PHONE]');
  expect(redact('2024 4111 1111 1111 1111')).toBe('2024 [CARD]');
  expect(redact('6212 3456 7890 1234 569 is long')).toBe('[CARD] is long');
});

describe('addresses of nobody', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::1', '::', '255.255.255.0', '[::1]:3000'])(
    'stay: %s',
    (text) => {
      expect(redact(`listening on ${text} now`)).toBe(`listening on ${text} now`);
    },
  );
});

it('replaces no placeholder, whatever stands around it', () => {
  const placeholders =
    '[EMAIL] [PHONE] [SSN] [CARD] [IBAN] [IP] [SECRET:api_key] [SECRET:password] [REDACTED]';
  const around = [
    placeholders,
    `password="${placeholders}"`,
    `?key=[SECRET:url_parameter]&a=1`,
    `phone: [PHONE]`,
    `Authorization: Bearer [SECRET:authorization]`,
    `://a:[SECRET:url_password]@b`,
  ];
  for (const text of around) expect(redact(text)).toBe(text);
});

it('never changes its own result, whatever is put beside what', () => {
  const corpus = [...readCorpus('tuned'), ...readCorpus('held-out')];
  const random = mulberry32(20_261_005);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const separators = [
    '',
    '',
    '',
    ' ',
    '-',
    '.',
    ':',
    '/',
    '@',
    '=',
    '"',
    String.raw`\n`,
    '%20',
    '+',
    '(',
    '\ud83d',
  ];
  const splice = (): string => {
    const { text, expected } = pick(corpus);
    if (random() < 0.4 && expected.length > 0) return pick(expected).value;
    const start = Math.floor(random() * text.length);
    return text.slice(start, start + Math.floor(random() * 40));
  };
  const changing = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => splice() + pick(separators)).join(
      '',
    ),
  ).filter((text) => redact(redact(text)) !== redact(text));
  expect(changing).toEqual([]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Numbers from 0 to 1, always the same ones for a seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
