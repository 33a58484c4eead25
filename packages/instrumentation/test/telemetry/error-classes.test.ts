// The class of an error, where a minifier has left a letter of it.

import { chainStep } from 'llm-otel';
import { expect, it } from 'vitest';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const used = useTracedOpenAi('7.59.0');

it.each([
  ['AI_APICallError', 'AI_APICallError'],
  ['Error', 'e'],
])('an error of a minified class that calls itself %s is a %s', async (name, type) => {
  const e = class extends Error {
    override name = name;
  };
  const failed = chainStep('failed', () => Promise.reject(new e('of a bundle')));
  await expect(failed).rejects.toThrow('of a bundle');
  expect(used.sink.spans().at(-1)!.attributes['error.type']).toBe(type);
});
