// Patterns of the user: run by an engine that is linear, or refused with a reason and a way out.

import { createRequire } from 'node:module';
import * as re2js from 're2js';
import { describe, expect, it } from 'vitest';
import type * as Engines from '../../src/content/redaction/linear-engine.ts';
import type * as UserPatterns from '../../src/content/redaction/user-patterns.ts';

const require = createRequire(import.meta.url);
const { re2jsEngine, re2Engine } =
  require('../../dist/content/redaction/linear-engine.js') as typeof Engines;
const { compileUserPatterns } =
  require('../../dist/content/redaction/user-patterns.js') as typeof UserPatterns;

const engines = [
  ['re2js', re2jsEngine(re2js)],
  // The package `re2` is native and not installed everywhere; what it exports is used as a RegExp is.
  ['re2', re2Engine(RegExp)],
] as const;

describe.each(engines)('with %s', (_name, engine) => {
  function redact(text: string, ...sources: readonly string[]): string {
    const { redact: run, problems } = compileUserPatterns(sources, engine);
    expect(problems).toEqual([]);
    return run!(text);
  }

  it.each([
    ['a match', ['EMP-\\d{6}'], 'by EMP-123456.', 'by [REDACTED].'],
    [
      'every match of every pattern',
      ['EMP-\\d+', 'Project \\w+'],
      'EMP-1 EMP-2 on Project Zed',
      '[REDACTED] [REDACTED] on [REDACTED]',
    ],
    ['matches that touch, once', ['\\d'], 'room 1234', 'room [REDACTED]'],
    ['nothing for an empty match', ['x*'], 'axxb', 'a[REDACTED]b'],
    ['nothing where all matches are empty', ['x*'], 'abc', 'abc'],
    ['no placeholder', ['[A-Z]+'], 'x [EMAIL] y', 'x [EMAIL] y'],
    [
      'no placeholder of a secret',
      ['\\w+_key'],
      '[SECRET:api_key] my_key',
      '[SECRET:api_key] [REDACTED]',
    ],
    ['a placeholder with what is around it', ['from .*'], 'from [EMAIL] to me', '[REDACTED]'],
    [
      'what cuts through a placeholder, with all of it',
      ['AIL\\] to'],
      'a [EMAIL] to me',
      'a [REDACTED] me',
    ],
    ['letters of any script', ['秘密\\p{L}+'], 'これは秘密計画 です', 'これは[REDACTED] です'],
    ['a text with half a character', ['b'], 'a\ud83db', 'a\ud83d[REDACTED]'],
  ])('replaces %s', (_what, sources, text, expected) => {
    expect(redact(text, ...sources)).toBe(expected);
    expect(redact(expected, ...sources)).toBe(expected);
  });

  it('returns the same text where nothing matches', () => {
    expect(redact('nothing here', 'EMP-\\d+')).toBe('nothing here');
  });

  it('refuses what it cannot compile, names it, and uses the others', () => {
    const { redact: run, problems } = compileUserPatterns(['(unclosed', 'ok\\d'], engine);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('"(unclosed"');
    expect(run!('ok1')).toBe('[REDACTED]');
  });
});

it('refuses a look-behind, which is not linear', () => {
  const { redact, problems } = compileUserPatterns(['(?<=a)b'], re2jsEngine(re2js));
  expect(redact).toBeUndefined();
  expect(problems[0]).toMatch(/"\(\?<=a\)b".*re2js.*without them/);
});

it('gets through a pattern that no backtracking engine would end with', () => {
  const { redact } = compileUserPatterns(['(a+)+$'], re2jsEngine(re2js));
  const text = `${'a'.repeat(10_000)}b`;
  expect(redact!(text)).toBe(text);
});

it('refuses all patterns without an engine, and says what to install', () => {
  const { redact, problems } = compileUserPatterns(['EMP-\\d+', 'x'], undefined);
  expect(redact).toBeUndefined();
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/"EMP-\\\\d\+".*install re2js beside llm-otel/);
});

it('has nothing to do, and no problem, without patterns', () => {
  expect(compileUserPatterns([], undefined)).toEqual({ redact: undefined, problems: [] });
});
