// What is shown of an application's own errors without content, and of those of the runtime.

import { tool } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';

const sink = useGlobalSink();

describe('an error of the application', () => {
  const messageOf = (fail: () => unknown): string | undefined => {
    expect(() => tool('t', fail)).toThrow(/./);
    return sink.spans()[0]!.status.message;
  };
  const thrown = (message: string, type = Error) =>
    messageOf(() => {
      throw new type(message);
    });

  it.each([
    'order 17 is not there',
    "the user's order isn't there, and can't be",
    'failed after 30 ms (3)',
    'no field messages[0].content',
    'status: 503',
    'order not found: 17',
    'connect ECONNREFUSED 127.0.0.1:80',
    'getaddrinfo ENOTFOUND api.example.com',
    'Request timed out',
    'fetch failed',
  ])('is shown as it is: %s', (message) => {
    expect(thrown(message)).toBe(message);
  });

  it.each([
    ['no "order" there', 'no "[REDACTED]" there'],
    ['no `order` there', 'no `[REDACTED]` there'],
    ["no 'order' there", "no '[REDACTED]' there"],
    ['no «order» there', 'no [REDACTED]'],
    ['no answer: the order', 'no answer: [REDACTED]'],
    [
      'fetching https://a.example.com:81/x?q=order failed',
      'fetching https://a.example.com:81/[REDACTED] failed',
    ],
    ['one\ntwo', 'one [REDACTED]'],
    [
      "ENOENT: no such file or directory, open '/orders/x'",
      'ENOENT: no such file or directory, open [REDACTED]',
    ],
  ])('is shown without what it quotes: %s', (message, expected) => {
    expect(thrown(message)).toBe(expected);
  });

  it('is named by its class if nothing else of it may be shown', () => {
    expect(thrown('"the order"', RangeError)).toBe('RangeError');
  });

  it.each<[string, () => unknown, string]>([
    [
      'text that is no JSON',
      () => JSON.parse('Secret'),
      'Unexpected token [REDACTED] is not valid JSON',
    ],
    [
      'half of a text',
      () => JSON.parse('{"Secret"'),
      "Expected ':' after property name in JSON at position 9 (line 1 column 10)",
    ],
    ['undefined', () => JSON.parse(undefined as never), '[REDACTED] is not valid JSON'],
    [
      'a property',
      () => (null as never)['Secret'],
      'Cannot read properties of null (reading [REDACTED])',
    ],
    [
      'a function',
      () => ({} as Record<string, () => void>)['Secret']!(),
      '[REDACTED] is not a function',
    ],
    ['a URL', () => new URL('Secret'), 'Invalid URL'],
    ['an integer', () => BigInt('Secret'), 'Cannot convert [REDACTED] to a BigInt'],
    [
      'a long text',
      () => 'x' in (`Secret ${'x'.repeat(9000)}` as never),
      "Cannot use 'in' operator to search for [REDACTED] in [REDACTED]",
    ],
    [
      'a length',
      () => Array.from({ length: -1 }, () => 1) && 'x'.repeat(-1),
      'Invalid count value: [REDACTED]',
    ],
    [
      'an argument',
      () => Buffer.from(5 as never),
      'The first argument must be [REDACTED]. Received [REDACTED]',
    ],
  ])('of the runtime does not show %s', (_what, fail, expected) => {
    expect(messageOf(fail)).toBe(expected);
  });
});
