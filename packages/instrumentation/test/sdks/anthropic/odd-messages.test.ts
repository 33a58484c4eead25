// What a message says beside the usual: usage of several steps, whose totals leave steps out; an error.

import { describe, expect, it } from 'vitest';
import { answering, recordContent } from '../../content/content-client.ts';
import { useTracedAnthropic } from '../../support/traced-anthropic.ts';

recordContent('true');
const used = useTracedAnthropic('1.14.0');

const step = (type: string, input: number, output: number, cacheRead = 0): object => ({
  type,
  input_tokens: input,
  output_tokens: output,
  cache_read_input_tokens: cacheRead,
  cache_creation_input_tokens: 0,
});
const usage = {
  ...step('', 23_000, 1000),
  iterations: [step('compaction', 180_000, 3500, 500), step('message', 23_000, 1000)],
};
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-x',
  content: [{ type: 'text', text: 'Hello' }],
  stop_reason: 'end_turn',
};
const stream = [
  { type: 'message_start', message: { ...message, content: [], usage: step('', 23_000, 1) } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hello' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
  { type: 'message_stop' },
];

async function tokensOf(answer: object, isStreamed: boolean): Promise<unknown[]> {
  const client = used.client.withOptions({ fetch: answering(answer) });
  const params = {
    model: 'claude-x',
    max_tokens: 9,
    messages: [{ role: 'user' as const, content: 'Hi' }],
  };
  if (isStreamed) {
    for await (const _ of await client.messages.create({ ...params, stream: true }));
  } else await client.messages.create(params);
  const { attributes } = used.sink.spans()[0]!;
  return ['input_tokens', 'output_tokens', 'cache_read.input_tokens'].map(
    (name) => attributes[`gen_ai.usage.${name}`],
  );
}

describe('usage of a call of several steps', () => {
  it.each([
    ['whole', { ...message, usage }, false],
    ['streamed', stream, true],
  ])('is that of all of them: %s', async (_how, answer, isStreamed) => {
    expect(await tokensOf(answer, isStreamed)).toEqual([203_500, 4500, 500]);
  });

  it.each([[[]], [null]])('is that at the top where there are none: %j', async (iterations) => {
    const answer = { ...message, usage: { ...usage, iterations } };
    expect(await tokensOf(answer, false)).toEqual([23_000, 1000, 0]);
  });
});

it('an error in the body of a success is an error', async () => {
  const error = { type: 'overloaded_error', message: 'Overloaded' };
  await tokensOf({ type: 'error', error }, false);
  expect(used.sink.spans()[0]!.attributes).toMatchObject({ 'error.type': 'overloaded_error' });
});

it.each<[string, object[]]>([
  ['nothing', []],
  ['a ping', [{ type: 'ping' }]],
  [
    'its start',
    [{ type: 'message_start', message: { ...message, content: [], stop_reason: null } }],
  ],
])('a stream with only %s is no success', async (_what, events) => {
  await tokensOf(events, true);
  expect(used.sink.spans()[0]!.attributes).toMatchObject({ 'error.type': 'incomplete_stream' });
});

it('a block with a huge number is read', async () => {
  const [start, , , ...end] = stream;
  const delta = { type: 'text_delta', text: 'Hello' };
  await tokensOf(
    [start!, { type: 'content_block_delta', index: 4_000_000_000, delta }, ...end],
    true,
  );
  expect(used.sink.spans()[0]!.attributes).toMatchObject({
    'gen_ai.output.messages': [{ parts: [{ type: 'text', content: 'Hello' }] }],
  });
});
