// Values behind what terminals, logs, templates and protocols write around, within or in place of characters.

import { describe, expect, it } from 'vitest';
import { redactText } from './redaction-corpus.ts';

const redact = (text: string): string => redactText(text, { personalData: true });

const KEY = `sk-${'proj'}-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9`;
const VALUES: readonly (readonly [value: string, placeholder: string])[] = [
  [KEY, '[SECRET:openai_key]'],
  ['kim@example.com', '[EMAIL]'],
  ['4111111111111111', '[CARD]'],
  ['536-22-9876', '[SSN]'],
  ['+49 30 901820', '[PHONE]'],
  ['DE89370400440532013000', '[IBAN]'],
  ['203.0.113.42', '[IP]'],
];

const BS = '\\';
/** What stands before a value, and after it. */
const AROUND: readonly (readonly [name: string, before: string, after: string])[] = [
  ['a colour', '\x1b[32m', '\x1b[0m'],
  ['several attributes', '\x1b[1;38;5;208m', '\x1b[0;39m'],
  ['an underline with a colon', '\x1b[4:3m', '\x1b[m'],
  ['a cursor movement', '\x1b[2K\x1b[1G', '\x1b[K'],
  ['the introducer of C1', '\x9b32m', '\x9b0m'],
  ['a character set', '\x1b(B', '\x1b(B'],
  ['a link', '\x1b]8;;\x07', '\x1b]8;;\x07'],
  ['a colour, escaped for JSON', `${BS}u001b[32m`, `${BS}u001b[0m`],
  ['a colour, escaped twice', `${BS}${BS}u001b[32m`, `${BS}${BS}u001b[0m`],
  ['a colour in hexadecimal', `${BS}x1b[32m`, `${BS}x1b[0m`],
  ['a colour in hexadecimal, escaped', `${BS}${BS}x1b[32m`, `${BS}${BS}x1b[0m`],
  ['a colour in octal', `${BS}033[32m`, `${BS}033[0m`],
  ['a colour of a shell', `${BS}e[32m`, `${BS}e[0m`],
  ['a colour in braces', `${BS}u{1b}[32m`, `${BS}u{1b}[0m`],
  ['a colour as an editor shows it', '^[[32m', '^[[0m'],
  ['a colour as a picture', '\u241b[32m', '\u241b[0m'],
  ['a colour in a URL', '%1b%5b32m', '%1b%5b0m'],
  ['a colour in HTML', '&#27;[32m', '&#x1b;[0m'],
  ['a colour without its first character', '[32m', '[0m'],
  ['a space of zero width', '\u200b', '\u200b'],
  ['a word joiner', '\u2060', '\u2060'],
  ['a byte order mark', '\ufeff', '\ufeff'],
  ['marks of direction', '\u202e', '\u202c'],
  ['a soft hyphen', '\u00ad', '\u00ad'],
  ['a letter and a space of zero width', 'x\u200b', '\u200bx'],
  ['a space of zero width, escaped', `${BS}u200b`, `${BS}u200b`],
  ['a space of zero width in HTML', '&#8203;', '&#x200B;'],
  ['a space of zero width in a URL', '%E2%80%8B', '%E2%80%8B'],
  ['quotes of HTML', '&quot;', '&quot;'],
  ['quotes of HTML, escaped twice', '&amp;quot;', '&amp;quot;'],
  ['a hard space of HTML', 'is&nbsp;', '&nbsp;or'],
  ['a space of a URL', 'is%20', '%20or'],
  ['a space of a URL, escaped twice', 'is%2520', '%2520or'],
  ['a line end of JSON', `is${BS}n`, `${BS}nor`],
  ['a line end of JSON, escaped twice', `is${BS}${BS}n`, `${BS}${BS}nor`],
  ['tags', '<b>', '</b>'],
  ['tags with attributes', '<span class="hit">', '</span>'],
  ['emphasis', '**', '**'],
  ['emphasis with underscores', '_', '_'],
  ['strong emphasis with underscores', '__', '__'],
  ['code', '`', '`'],
  ['bars of a table', '|', '|'],
  ['braces of a template', '{{', '}}'],
  ['brackets', '[', ']'],
  ['quotes of other languages', '„', '“'],
];

describe.each(VALUES)('%s', (value, placeholder) => {
  it.each(AROUND)('is found behind %s', (_name, before, after) => {
    const redacted = redact(`it is ${before}${value}${after} here`);
    // Stars and underscores beside some values are replaced with them.
    const marks = /^[*_x\u200b]*$/;
    const [start, end] = [marks.test(before) ? '' : before, marks.test(after) ? '' : after];
    expect(redacted).toContain(`${start}${placeholder}${end}`);
    expect(redacted).toMatch(/^it is .* here$/s);
    expect(redacted.length).toBeLessThanOrEqual(
      'it is  here'.length + before.length + placeholder.length + after.length,
    );
  });

  it.each(VALUES.map(([, other]) => other))('is found beside %s', (other) => {
    for (const gap of ['', ' ', ', ']) {
      expect(redact(`${other}${gap}${value}`)).toBe(`${other}${gap}${placeholder}`);
      expect(redact(`${value}${gap}${other}`)).toBe(`${placeholder}${gap}${other}`);
    }
  });
});

describe('a value with something within', () => {
  it.each([
    ['a colour', `sk-proj-Ab1Cd2Ef3Gh4\x1b[31mIj5Kl6Mn7\x1b[0mOp8Qr9`, '[SECRET:openai_key]'],
    ['a space of zero width', 'kim\u200b@example.com', '[EMAIL]'],
    ['a soft hyphen', 'kim@exam\u00adple.com', '[EMAIL]'],
    ['the tags of a search', '<em>kim</em>@example.com', '<em>[EMAIL]'],
    ['an escaped sign', `kim${BS}u0040example.com`, '[EMAIL]'],
    ['an escaped sign, twice', `kim${BS}${BS}u0040example.com`, '[EMAIL]'],
    ['a sign of a URL', 'kim%40example.com', '[EMAIL]'],
    ['a sign of a URL, twice', 'kim%2540example.com', '[EMAIL]'],
    ['a sign of HTML', 'kim&#64;example&period;com', '[EMAIL]'],
    ['signs of HTML by name', 'kim&commat;example.com', '[EMAIL]'],
    ['full-width letters', 'ｋｉｍ＠ｅｘａｍｐｌｅ.com', '[EMAIL]'],
    ['full-width digits', '４１１１１１１１１１１１１１１１', '[CARD]'],
    ['Arabic digits', '٤١١١ ١١١١ ١١١١ ١١١١', '[CARD]'],
    ['hard spaces of HTML', '4111&nbsp;1111&nbsp;1111&nbsp;1111', '[CARD]'],
    ['spaces of a form', 'card 4111+1111+1111+1111', 'card [CARD]'],
    [
      'escapes of Markdown',
      `gh${BS}_x p_ hf${BS}_${'aB1'.repeat(12)}`,
      `gh${BS}_x p_ [SECRET:huggingface_token]`,
    ],
    ['letters as escapes', `${BS}u0073k-proj-Ab1Cd2Ef3Gh4Ij5Kl6`, '[SECRET:openai_key]'],
  ])('is found: %s', (_name, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

it('leaves encoded text without values as it is', () => {
  const texts = [
    '\x1b[32mok\x1b[0m 12 tests \x1b[1m(3.5 s)\x1b[0m',
    '👩‍👩‍👧‍👦 2️⃣ ✔️ done',
    String.raw`C:\new\table\u0041 \\server\x1b`,
    'caf%C3%A9?q=a%20b&amp;c=%F0%9F%98%80',
    '&lt;div&gt; &hellip; &unknown; &#999999999;',
    '_emphasis_ and __init__ and snake_case_',
    '\ud83d \udc00 %E2%28%A1 %',
  ];
  for (const text of texts) expect(redact(text)).toBe(text);
});
