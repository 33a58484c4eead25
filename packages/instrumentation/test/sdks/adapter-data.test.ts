// A data file that lacks a part is told in one sentence what it lacks.

import { describe, expect, it } from 'vitest';
import {
  type AdapterCall,
  type AdapterData,
  completed,
  isStreamed,
  missingIn,
} from './adapter-data.ts';

const path = '/chat';
const chat: AdapterCall = {
  name: 'chat',
  make: () => undefined,
  path,
  fixture: 'chat.json',
  span: { 'gen_ai.operation.name': 'chat' },
  said: { input: [], output: [{ parts: [{ type: 'tool_call' }] }] },
};
const streamed: AdapterCall = {
  name: 'chat, streamed',
  twin: 'chat',
  make: () => undefined,
  path,
  fixture: 'chat.sse',
};
const vectors: AdapterCall = {
  name: 'vectors',
  make: () => undefined,
  path,
  fixture: 'vectors.json',
  span: { 'gen_ai.operation.name': 'embeddings' },
};
const whole: AdapterData = {
  adapter: 'acme',
  package: '@acme/sdk',
  releases: ['1.0.0'],
  provider: 'acme',
  client: () => undefined,
  takesSignal: true,
  error: { fixture: 'error.json', status: 429, type: '429', class: 'rate_limit' },
  calls: [chat, streamed, vectors],
};
const FIXTURES: Readonly<Record<string, string>> = {
  'chat.json': 'a quokka',
  'chat.sse': 'a quokka',
  'vectors.json': '[1]',
  'error.json': 'no quokka',
};
const missing = (data: AdapterData, fixtures = FIXTURES): string[] =>
  missingIn(data, (name) => fixtures[name]);
const without = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(FIXTURES).filter(([key]) => key !== name));
const calls = (...all: AdapterCall[]): AdapterData => ({ ...whole, calls: all });

describe('a data file', () => {
  it('that is whole lacks nothing', () => {
    expect(missing(whole)).toEqual([]);
  });

  it.each([
    ['The fixture error.json is missing.', whole, without('error.json')],
    ['The fixture chat.sse is missing.', whole, without('chat.sse')],
    [
      'No text of the fixture chat.sse has the word quokka in it.',
      whole,
      { ...FIXTURES, 'chat.sse': 'a kangaroo' },
    ],
    [
      'No text of the fixture error.json has the word quokka in it.',
      whole,
      { ...FIXTURES, 'error.json': '{}' },
    ],
    ['No streamed call answers what chat.json answers.', calls(chat, vectors), FIXTURES],
    [
      'The streamed call "chat, streamed" names no twin.',
      calls(chat, { ...streamed, twin: undefined } as unknown as AdapterCall),
      FIXTURES,
    ],
    [
      'The twin "other" of the call "more" is missing.',
      calls(chat, streamed, { ...streamed, name: 'more', twin: 'other' }),
      FIXTURES,
    ],
    [
      'The twin "chat, streamed" of the call "more" is streamed, too.',
      calls(chat, streamed, { ...streamed, name: 'more', twin: 'chat, streamed' }),
      FIXTURES,
    ],
    ['Two calls are named "vectors".', calls(chat, streamed, vectors, vectors), FIXTURES],
    [
      'The call "more" does not say its operation.',
      calls(chat, streamed, { ...vectors, name: 'more', span: {} }),
      FIXTURES,
    ],
    [
      'The call "more" does not say what its input messages are.',
      calls(chat, streamed, { ...chat, name: 'more', said: { output: [] } }),
      FIXTURES,
    ],
    [
      'The call "rank" does not say what its documents are.',
      calls(chat, streamed, {
        ...vectors,
        name: 'rank',
        span: { 'gen_ai.operation.name': 'rerank' },
        said: { query: '' },
      }),
      FIXTURES,
    ],
    [
      'No call is answered with a tool call.',
      calls({ ...chat, said: { input: [], output: [] } }, streamed),
      FIXTURES,
    ],
    [
      'Streams can be stopped neither by a signal nor by `stop`: say how.',
      { ...whole, takesSignal: false },
      FIXTURES,
    ],
    ['The data file has no call.', calls(), FIXTURES],
  ])('is told: %s', (sentence, data, fixtures) => {
    expect(missing(data, fixtures)).toContain(sentence);
  });
});

describe('a streamed call', () => {
  it('is known by its fixture, and says what its twin says', () => {
    expect([chat, streamed].map(isStreamed)).toEqual([false, true]);
    expect(completed(whole, streamed)).toEqual({
      ...streamed,
      span: chat.span,
      said: chat.said,
      lacks: [],
    });
  });
});
