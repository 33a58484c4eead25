// Content that changes, is broken or of no known shape, and that of the helpers.

import { describe, expect, it } from 'vitest';
import { contentOf, readAll, schemaProblems } from './content-client.ts';
import { useAnthropic, useOpenAi } from './content-clients.ts';
import { call, generic, model, text, user } from './content-parts.ts';
import {
  answer,
  completion,
  input,
  messages,
  response,
  answerParts,
  thought,
  thoughtfulParts,
} from './content-samples.ts';
import { toChatEvents, toMessageEvents, toResponseEvents } from './content-streams.ts';

describe('openai', () => {
  const { traced, client, responseStream } = useOpenAi();

  it('keeps what was said when the application changes it later', async () => {
    const said = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Who?' }] }];
    const stream = await client(toChatEvents(completion)).chat.completions.create({
      model: 'm',
      messages: said,
      stream: true,
    });
    said[0]!.content[0]!.text = 'changed';
    said.push({ role: 'user', content: [] });
    for await (const { choices } of stream) {
      choices[0]!.delta = { content: 'changed' };
    }
    const events = await responseStream();
    for await (const event of events) {
      if ('item' in event && event.item.type === 'message') event.item.content = [];
      if ('response' in event) event.response.output.splice(0);
    }
    const [chat, other] = traced.sink.spans().map((span) => span.attributes);
    expect(chat!['gen_ai.input.messages']).toEqual(input);
    const finish_reason = 'tool_call';
    expect(chat!['gen_ai.output.messages']).toEqual([{ ...model(...answerParts), finish_reason }]);
    const thoughtful = { ...model(...thoughtfulParts), finish_reason };
    expect(other!['gen_ai.output.messages']).toEqual([thoughtful]);
  });

  it('loses no message because of another that is broken', async () => {
    const broken = {
      role: 'user',
      get content(): never {
        throw new Error('broken');
      },
      toJSON: () => ({}),
    };
    const strange: unknown[] = [
      null,
      'text',
      7,
      {},
      { role: 7, content: 'x' },
      { role: 'user', content: 7 },
      { role: 'user', content: [null, 'x', { type: 'image_url' }, { type: 'text', text: 'y' }] },
      { role: 'assistant', tool_calls: [null, { id: 'c1' }, { id: 'c2', function: {} }] },
      broken,
      ...messages,
    ];
    await client(completion).chat.completions.create({ model: 'm', messages: strange as never });
    expect(contentOf(traced.sink)['input']).toEqual([
      { role: 'unknown', parts: [generic('unknown', { value: null })] },
      { role: 'unknown', parts: [generic('unknown', { value: 'text' })] },
      { role: 'unknown', parts: [generic('unknown', { value: 7 })] },
      { role: 'unknown', parts: [] },
      { role: 'unknown', parts: [text('x')] },
      user(generic('unknown', { value: 7 })),
      user(
        generic('unknown', { value: null }),
        generic('unknown', { value: 'x' }),
        generic('image_url', {}),
        text('y'),
      ),
      model(generic('unknown', { value: null }), generic('unknown', { id: 'c1' }), {
        type: 'tool_call',
        id: 'c2',
        name: 'unknown',
      }),
      user(),
      ...input,
    ]);
    expect(schemaProblems(traced.sink)).toEqual([]);
  });

  it('understands compatible providers, which leave types and numbers out', async () => {
    const delta = (fields: object, finish_reason: string | null = null): object => ({
      choices: [{ index: 0, delta: fields, finish_reason }],
    });
    const events = [
      delta({ role: '', content: '', tool_calls: [{ id: 'c1', function: { name: 'a' } }] }),
      delta({ tool_calls: [{ function: { name: '', arguments: '{"x"' } }] }),
      delta({ tool_calls: [{ function: { arguments: ':1}' } }] }),
      delta({ tool_calls: [{ id: 'c2', function: { name: 'b', arguments: '{' } }] }),
      delta({ tool_calls: [{ id: 'c2', function: { name: 'b', arguments: '}' } }] }),
      delta({ reasoning: null, reasoning_content: 'Hm, ' }),
      delta({ reasoning: null, reasoning_content: 'well.' }),
      { choices: [] },
      { prompt_filter_results: [] },
      delta({}, 'tool_calls'),
    ];
    await readAll(
      await client(events).chat.completions.create({ model: 'm', messages, stream: true }),
    );
    const parts = [thought, call('c1', 'a', { x: 1 }), call('c2', 'b', {})];
    const output = [{ ...model(...parts), finish_reason: 'tool_call' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });

  it("records the helpers' calls", async () => {
    const plain = {
      ...completion,
      choices: [{ ...completion.choices[0]!, finish_reason: 'stop' }],
    };
    await client(plain).chat.completions.parse({ model: 'm', messages });
    await client(toChatEvents(plain))
      .chat.completions.stream({ model: 'm', messages })
      .finalMessage();
    await client(toResponseEvents(response)).responses.stream({ model: 'm', input: 'Who?' }).done();
    const outputs = traced.sink
      .spans()
      .map(({ attributes }) => attributes['gen_ai.output.messages']);
    expect(outputs).toEqual([
      [{ ...model(...answerParts), finish_reason: 'stop' }],
      [{ ...model(...answerParts), finish_reason: 'stop' }],
      [{ ...model(...thoughtfulParts), finish_reason: 'tool_call' }],
    ]);
  });

  it("records a prompt's variables that are texts, its name and its version", async () => {
    await client(response).responses.create({
      model: 'm',
      prompt: {
        id: 'pmpt_1',
        version: '2',
        variables: { city: 'Paris', photo: { type: 'input_image', detail: 'auto' } },
      },
    });
    const { attributes } = traced.sink.spans()[0]!;
    const prompt = Object.entries(attributes).filter(([name]) => name.startsWith('gen_ai.prompt'));
    expect(Object.fromEntries(prompt)).toEqual({
      'gen_ai.prompt.name': 'pmpt_1',
      'gen_ai.prompt.version': '2',
      'gen_ai.prompt.variable.city': 'Paris',
    });
  });
});

describe('@anthropic-ai/sdk', () => {
  const { traced, client } = useAnthropic();
  const params = { model: 'm', max_tokens: 9, messages };

  it('keeps what was said when the application changes it later', async () => {
    const said = structuredClone(messages);
    const events = await client(toMessageEvents(answer)).messages.create({
      ...params,
      messages: said,
      stream: true,
    });
    said[0]!.content = 'changed';
    for await (const event of events) {
      if (event.type === 'content_block_start')
        Object.assign(event.content_block, { id: 'changed' });
    }
    const output = [{ ...model(...thoughtfulParts), finish_reason: 'tool_call' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });

  it('loses no message because of another that is broken', async () => {
    const strange: unknown[] = [
      { role: 'user', content: [{ type: 'image' }, { type: 'text', text: 'y' }] },
      ...messages,
    ];
    const tools = [{ name: 'weather', input_schema: {} }];
    await client(answer).messages.create({ ...params, tools, messages: strange } as never);
    expect(contentOf(traced.sink)).toMatchObject({
      tools: [{ type: 'function', name: 'weather' }],
      input: [user(generic('image', {}), text('y')), ...input],
    });
    expect(schemaProblems(traced.sink)).toEqual([]);
  });

  it("records the helpers' calls", async () => {
    await client(toMessageEvents(answer)).messages.stream(params).finalMessage();
    const output = [{ ...model(...thoughtfulParts), finish_reason: 'tool_call' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });
});
