// What a gateway says beside the answer that it passes on.

import { describe, expect, it } from 'vitest';
import { useTracedOpenAi } from '../../support/traced-openai.ts';
import { chunk, spanOf } from './odd-answers.ts';

const used = useTracedOpenAi('7.59.0');

describe('a gateway', () => {
  const routed = { gateway: { routing: { finalProvider: 'vertex' }, cost: '0.0125' } };
  const message = { role: 'assistant', content: 'a' };
  const choice = { index: 0, finish_reason: 'stop', message };
  const usage = { prompt_tokens: 13, completion_tokens: 3 };
  const whole = { id: 'c1', model: 'm-1', choices: [choice], usage };
  const metadata = { provider_metadata: routed };
  it.each<readonly [string, object, string, number | undefined]>([
    ['OpenRouter', { ...whole, provider: 'Google AI Studio' }, 'Google AI Studio', undefined],
    [
      'OpenRouter, streamed',
      [chunk({ content: 'a' }, 'stop', { provider: 'OpenAI' }), { ...whole, choices: [] }],
      'OpenAI',
      undefined,
    ],
    ['Vercel', { ...whole, ...metadata }, 'vertex', 0.0125],
    [
      'Vercel, with the message',
      { ...whole, choices: [{ ...choice, message: { ...message, ...metadata } }] },
      'vertex',
      0.0125,
    ],
    [
      'Vercel, streamed',
      [chunk({ content: 'a' }), chunk(metadata, 'stop'), { ...whole, choices: [] }],
      'vertex',
      0.0125,
    ],
  ])('says who answered, and what that cost: %s', async (_who, answer, upstream, cost) => {
    const { attributes } = await spanOf(used, answer);
    expect(attributes).toMatchObject({
      'llm_otel.response.upstream_provider': upstream,
      'gen_ai.usage.input_tokens': 13,
    });
    expect(attributes['llm_otel.cost.amount']).toBe(cost);
  });

  it.each([
    ['nothing', {}],
    ['null', { provider: null, provider_metadata: null }],
    ['other types', { provider: { name: 'x' }, provider_metadata: { gateway: 'x' } }],
    ['a cost without digits', { provider_metadata: { gateway: { cost: 'free' } } }],
  ])('may say %s', async (_what, more) => {
    const { attributes, status } = await spanOf(used, { ...whole, ...more });
    expect(attributes).not.toHaveProperty('llm_otel.response.upstream_provider');
    expect(attributes).not.toHaveProperty('llm_otel.cost.amount');
    expect(status.code).toBe('unset');
  });
});
