// Where each vendor that speaks OpenAI's API puts its token counts.

import { describe, expect, it } from 'vitest';
import { useTracedOpenAi } from '../../support/traced-openai.ts';
import { chunk, spanOf } from './odd-answers.ts';
import { type Counts, VENDORS } from './vendor-usage.ts';

const used = useTracedOpenAi('7.59.0');

const NAMES = {
  input: 'gen_ai.usage.input_tokens',
  output: 'gen_ai.usage.output_tokens',
  read: 'gen_ai.usage.cache_read.input_tokens',
  write: 'gen_ai.usage.cache_write.input_tokens',
  hour: 'llm_otel.usage.cache_write_1h.input_tokens',
  reasoning: 'gen_ai.usage.reasoning.output_tokens',
  searches: 'llm_otel.usage.web_searches',
} as const satisfies Record<keyof Counts, string>;
function countsOf(attributes: Readonly<Record<string, unknown>>): Counts {
  const entries = Object.entries(NAMES).map(([key, name]) => [key, attributes[name]] as const);
  return Object.fromEntries(entries.filter(([, count]) => count !== undefined));
}

describe.each(VENDORS)('usage of %s', (_vendor, usage, counts, model = 'm-1') => {
  it('is read of a response', async () => {
    const message = { role: 'assistant', content: 'a' };
    const choices = [{ index: 0, finish_reason: 'stop', message }];
    const { attributes } = await spanOf(used, { id: 'c1', model, choices, usage });
    expect(countsOf(attributes)).toEqual(counts);
  });

  it('is read of a stream', async () => {
    const last = { id: 'c1', model, choices: [], usage };
    const { attributes } = await spanOf(used, [chunk({ content: 'a' }, 'stop', { model }), last]);
    expect(countsOf(attributes)).toEqual(counts);
  });
});

describe('usage of a stream, elsewhere in its last chunk', () => {
  const usage = { prompt_tokens: 13, completion_tokens: 3, total_tokens: 16 };
  it.each([
    ['Groq', chunk({}, 'stop', { x_groq: { id: 'req_1', usage } })],
    [
      'Moonshot',
      chunk({}, null, { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] }),
    ],
  ])('is read: %s', async (_vendor, last) => {
    const { attributes } = await spanOf(used, [chunk({ content: 'a' }), last]);
    expect(countsOf(attributes)).toEqual({ input: 13, output: 3 });
  });
});
