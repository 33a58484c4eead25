// Servers that speak OpenAI's API with an accent: what they send elsewhere, in parts, empty or not at all.

import { describe, expect, it } from 'vitest';
import { answering, readAll, recordContent } from '../../content/content-client.ts';
import { useTracedOpenAi } from '../../support/traced-openai.ts';
import { call, chunk, spanOf } from './odd-answers.ts';

recordContent('true');
const used = useTracedOpenAi('7.59.0');

const whole = (message: object, more: object = {}): object => ({
  id: 'c1',
  model: 'm-1',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
  ...more,
});
const calls = (...deltas: readonly object[]): object[] => [
  ...deltas.map((delta) => chunk({ tool_calls: [delta] })),
  chunk({}, 'tool_calls'),
];
async function partsOf(answer: object): Promise<unknown> {
  const { attributes } = await spanOf(used, answer);
  const [message] = attributes['gen_ai.output.messages'] as unknown as { parts: unknown }[];
  return message!.parts;
}

describe('what is empty', () => {
  it.each([
    ['the first chunk', [chunk({}, null, { id: '', model: '' }), chunk({ content: 'a' }, 'stop')]],
    ['a chunk in between', [chunk({ content: 'a' }), chunk({}, 'stop', { id: '', model: '' })]],
  ])('names nothing: id and model of %s', async (_what, chunks) => {
    const { attributes } = await spanOf(used, chunks);
    expect(attributes).toMatchObject({
      'gen_ai.response.id': 'c1',
      'gen_ai.response.model': 'm-1',
    });
  });

  it('has no attribute and no series where nothing else comes', async () => {
    const { attributes } = await spanOf(used, whole({ content: 'a' }, { id: '', model: '' }));
    expect(Object.keys(attributes).filter((name) => /response\.(?:id|model)$/.test(name))).toEqual(
      [],
    );
    // A total that does not grow is still told.
    const series = (await used.sink.metrics())
      .flatMap(({ points }) => points)
      .filter((point) => point.value !== 0);
    expect(series.filter((point) => 'gen_ai.response.model' in point.attributes)).toEqual([]);
  });
});

describe('usage that stands elsewhere', () => {
  const openAis = { prompt_tokens: 13, completion_tokens: 3 };
  it.each([
    ['in the last choice', [chunkWithUsage(openAis)], [13, 3, undefined]],
    ['with cached tokens at its top', { ...openAis, cached_tokens: 12 }, [13, 3, 12]],
    ['with hits of the cache', { ...openAis, prompt_cache_hit_tokens: 12 }, [13, 3, 12]],
    ['under the names of responses', { input_tokens: 13, output_tokens: 3 }, [13, 3, undefined]],
    ['without tokens', { total_tokens: 16 }, [undefined, undefined, undefined]],
  ])('is read: %s', async (_where, usage, tokens) => {
    const answer = Array.isArray(usage) ? usage : whole({ content: 'a' }, { usage });
    const { attributes } = await spanOf(used, answer);
    expect([
      attributes['gen_ai.usage.input_tokens'],
      attributes['gen_ai.usage.output_tokens'],
      attributes['gen_ai.usage.cache_read.input_tokens'],
    ]).toEqual(tokens);
  });

  function chunkWithUsage(usage: object): object {
    return { ...chunk({}), choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] };
  }
});

describe('content in parts', () => {
  const thought = { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] };
  const said = [
    { type: 'reasoning', content: 'Hm.' },
    { type: 'text', content: 'Hello' },
  ];
  it('is read whole', async () => {
    const content = [thought, { type: 'text', text: 'Hello' }];
    expect(await partsOf(whole({ content }))).toEqual(said);
  });

  it.each([
    ['a text after parts', [[thought], [{ type: 'text', text: 'Hel' }], 'lo']],
    ['a thought as a text', [[{ type: 'thinking', thinking: 'Hm.' }], 'Hello']],
    ['both in one chunk', [[thought, { type: 'text', text: 'Hello' }]]],
  ])('is joined from a stream: %s', async (_what, contents) => {
    const chunks = contents.map((content) => chunk({ content }));
    expect(await partsOf([...chunks, chunk({}, 'stop')])).toEqual(said);
  });
});

describe('tool calls of a stream', () => {
  const two = [
    { type: 'tool_call', id: 'a', name: 'tool_a', arguments: { x: 1 } },
    { type: 'tool_call', id: 'b', name: 'tool_b', arguments: { y: 2 } },
  ];
  it.each([
    ['all of one number', [call(0, 'a', '{"x":1}'), call(0, 'b', '{"y":2}')]],
    ['without numbers', [call(undefined, 'a', '{"x":1}'), call(undefined, 'b', '{"y":2}')]],
    ['with null for a number', [call(null, 'a', '{"x":1}'), call(null, 'b', '{"y":2}')]],
    [
      'of one number, in pieces',
      [call(0, 'a', '{"x"'), call(0, undefined, ':1}'), call(0, 'b', '{"y"'), call(0, 'b', ':2}')],
    ],
    [
      'in turns, the second first',
      [
        call(1, 'b', '{"y"'),
        call(0, 'a', '{"x"'),
        call(1, undefined, ':2}'),
        call(0, undefined, ':1}'),
      ],
    ],
    ['with objects as arguments', [call(0, 'a', { x: 1 }), call(1, 'b', { y: 2 })]],
  ])('are told apart: %s', async (_what, deltas) => {
    expect(await partsOf(calls(...deltas))).toEqual(two);
  });
});

describe('tool calls without ids', () => {
  const named = (name: string | undefined, text: string): object => ({
    index: 0,
    function: { ...(name !== undefined && { name }), arguments: text },
  });
  it('are told apart by their names', async () => {
    const deltas = [
      named('a', '{"x"'),
      named(undefined, ':1}'),
      named('b', '{"y"'),
      named('b', ':2}'),
    ];
    expect(await partsOf(calls(...deltas))).toEqual([
      { type: 'tool_call', name: 'a', arguments: { x: 1 } },
      { type: 'tool_call', name: 'b', arguments: { y: 2 } },
    ]);
  });

  it('are read where a call stands in no list', async () => {
    const alone = chunk({ tool_calls: call(0, 'a', '{"x":1}') });
    expect(await partsOf([alone, chunk({}, 'tool_calls')])).toEqual([
      { type: 'tool_call', id: 'a', name: 'tool_a', arguments: { x: 1 } },
    ]);
  });
});

describe('a choice of a stream', () => {
  const said = [{ type: 'text', content: 'Hello' }];
  const at = (index: unknown, rest: object): object => ({
    ...chunk({}),
    choices: [{ ...(index !== undefined && { index }), ...rest }],
  });
  it.each([undefined, null, -1, 0.5, '0', 4_000_000_000, 5_000_000])(
    'is the first where its number is %j',
    async (index) => {
      const chunks = [
        at(index, { delta: { content: 'Hel' } }),
        at(index, { delta: { content: 'lo' }, finish_reason: 'stop' }),
      ];
      const { attributes } = await spanOf(used, chunks);
      expect(attributes).toMatchObject({
        'llm_otel.outcome': 'completed',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.output.messages': [{ role: 'assistant', parts: said, finish_reason: 'stop' }],
      });
    },
  );

  it('of another API may have a huge number, too', async () => {
    const place = { output_index: 4_000_000_000, content_index: 4_000_000_000 };
    const events = [
      { type: 'response.output_text.delta', ...place, delta: 'Hel' },
      { type: 'response.output_text.delta', ...place, delta: 'lo' },
    ];
    const client = used.client.withOptions({ fetch: answering(events) });
    await readAll(await client.responses.create({ model: 'm', input: '', stream: true }));
    expect(used.sink.spans()[0]!.attributes).toMatchObject({
      'gen_ai.output.messages': [{ parts: said }],
    });
  });

  it('may be a message', async () => {
    const message = { role: 'assistant', content: 'Hello' };
    expect(await partsOf([at(0, { message, finish_reason: 'stop' })])).toEqual(said);
  });

  it('may have parts that are none', async () => {
    const content = [null, { type: 'odd', x: 1 }, 'Hel', { type: 'text', text: 'lo' }];
    expect(await partsOf([chunk({ content }, 'stop')])).toEqual(said);
  });

  it.each(['', 7, { x: 1 }])('ends with no reason that is %j', async (reason) => {
    const { attributes } = await spanOf(used, [chunk({ content: 'a' }, reason as string)]);
    expect(attributes).toMatchObject({
      'error.type': 'incomplete_stream',
      'gen_ai.response.finish_reasons': ['error'],
      'gen_ai.output.messages': [{ finish_reason: 'error' }],
    });
  });

  it.each([
    ['in parts', [{ prompt_tokens: 5 }, { completion_tokens: 2 }]],
    ['so far', [{ prompt_tokens: 5, completion_tokens: 1 }, { completion_tokens: 2 }]],
    ['and then none', [{ prompt_tokens: 5, completion_tokens: 2 }, {}]],
  ])('has its usage in several chunks: %s', async (_how, usages) => {
    const chunks = usages.map((usage) => ({ ...chunk({}), choices: [], usage }));
    const { attributes } = await spanOf(used, [chunk({ content: 'a' }, 'stop'), ...chunks]);
    expect(attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 5,
      'gen_ai.usage.output_tokens': 2,
    });
  });
});
