// Content of calls that do not come to their end: streams that are left or break, calls that fail.

import { describe, expect, it } from 'vitest';
import { contentOf, readAll, schemaProblems } from './content-client.ts';
import { useAnthropic, useOpenAi } from './content-clients.ts';
import { call, model, reasoning, text } from './content-parts.ts';
import {
  answer,
  completion,
  error,
  input,
  leave,
  messages,
  response,
  thought,
  thoughtfulParts,
} from './content-samples.ts';
import { toChatEvents, toMessageEvents, toResponseEvents } from './content-streams.ts';

describe('openai', () => {
  const { traced, client, responseStream } = useOpenAi();
  const chatStream = () =>
    client(toChatEvents(completion)).chat.completions.create({
      model: 'm',
      messages,
      stream: true,
    });

  it.each([
    [1, []],
    [2, [text('Let me')]],
    [3, [text('Let me see.')]],
    [4, [text('Let me see.'), call('c1', 'weather', '{"city":')]],
    [5, [text('Let me see.'), call('c1', 'weather', { city: 'Paris' })]],
  ])('records of a chat stream the %i chunks that were read', async (count, parts) => {
    await leave(await chatStream(), count);
    const output = [{ ...model(...(parts as object[])), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
    expect(schemaProblems(traced.sink)).toEqual([]);
  });

  it.each([
    [1, []],
    [2, []],
    [4, [reasoning('Hm, w')]],
    [6, [thought]],
    [9, [thought, text('Let me')]],
    [11, [thought, text('Let me see.')]],
    [13, [thought, text('Let me see.'), call('c1', 'weather', '{"city":')]],
    [15, thoughtfulParts],
  ])('records of a Responses stream the %i events that were read', async (count, parts) => {
    await leave(await responseStream(), count);
    const isBegun = parts.length > 0;
    const output = [{ ...model(...(parts as object[])), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, ...(isBegun && { output }) });
  });

  it('keeps an item that the application changes before it leaves the stream', async () => {
    for await (const event of await responseStream()) {
      if (event.type !== 'response.output_item.done' || event.item.type !== 'message') continue;
      event.item.content.splice(0);
      break;
    }
    const output = [{ ...model(thought, text('Let me see.')), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });

  it('records what was read of a text that is written down', async () => {
    const events = ['Let ', 'me', ' see.'].map((delta) => ({
      type: 'transcript.text.delta',
      delta,
    }));
    const file = new File(['x'], 'a.wav');
    const stream = await client(events).audio.transcriptions.create({
      model: 'm',
      file,
      stream: true,
    });
    await leave(stream, 2);
    const output = [{ ...model(text('Let me')), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ output });
  });

  it('knows that a response waits for the answer of a custom tool', async () => {
    const asked = { type: 'custom_tool_call', id: 'ctc_1', call_id: 'c1', name: 'ask', input: 'x' };
    await client({ ...response, output: [asked] }).responses.create({ model: 'm', input: 'Who?' });
    const output = [{ ...model(call('c1', 'ask', 'x')), finish_reason: 'tool_call' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
    const { attributes } = traced.sink.spans()[0]!;
    expect(attributes['gen_ai.response.finish_reasons']).toEqual(['tool_call']);
  });

  it('records what came before an error in a stream', async () => {
    const events = [...toChatEvents(completion).slice(0, 2), error];
    const stream = await client(events).chat.completions.create({
      model: 'm',
      messages,
      stream: true,
    });
    await expect(readAll(stream)).rejects.toThrow('No.');
    const output = [{ ...model(text('Let me')), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });

  it('records what came before a response failed', async () => {
    const begun = toResponseEvents(response).slice(0, 10);
    const failed = { ...response, status: 'failed', output: [], error: { code: 'server_error' } };
    await readAll(
      await client([...begun, { type: 'response.failed', response: failed }]).responses.create({
        model: 'm',
        input: 'Who?',
        stream: true,
      }),
    );
    const output = [{ ...model(thought, text('Let me see.')), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, output });
  });

  it('records the input of a failed call, and makes no output up', async () => {
    const failed = { ...response, status: 'failed', output: [], error: { code: 'server_error' } };
    await client(error, 500)
      .chat.completions.create({ model: 'm', messages })
      .catch(() => undefined);
    expect(contentOf(traced.sink)).toEqual({ input });
    await traced.sink.reset();
    await client(failed).responses.create({ model: 'm', input: 'Who?' });
    expect(contentOf(traced.sink)).toEqual({ input });
    await traced.sink.reset();
    const queued = { ...response, status: 'queued', output: [] };
    await client(queued).responses.create({ model: 'm', input: 'Who?', background: true });
    expect(contentOf(traced.sink)).toEqual({ input });
  });

  it('records a fetched response without its input, plain and streamed', async () => {
    const output = [{ ...model(...thoughtfulParts), finish_reason: 'tool_call' }];
    await client(response).responses.retrieve('resp_1');
    expect(contentOf(traced.sink)).toEqual({ output });
    await traced.sink.reset();
    // From the middle on.
    const events = toResponseEvents(response).slice(6);
    await readAll(
      await client(events).responses.retrieve('resp_1', { stream: true, starting_after: 4 }),
    );
    expect(contentOf(traced.sink)).toEqual({ output });
    await traced.sink.reset();
    await leave(await client(events).responses.retrieve('resp_1', { stream: true }), 4);
    const left = [{ ...model(text('Let me see.')), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ output: left });
  });
});

describe('@anthropic-ai/sdk', () => {
  const { traced, client } = useAnthropic();
  const params = { model: 'm', max_tokens: 9, messages };
  const stream = () => client(toMessageEvents(answer)).messages.create({ ...params, stream: true });

  it.each([
    [1, []],
    [2, []],
    [3, [reasoning('Hm, w')]],
    [4, [thought]],
    [9, [thought, text('Let me')]],
    [12, [thought, text('Let me see.'), call('c1', 'weather', {})]],
    [13, [thought, text('Let me see.'), call('c1', 'weather', '{"city":')]],
    [14, thoughtfulParts],
  ])('records of a stream the %i events that were read', async (count, parts) => {
    await leave(await stream(), count);
    const isBegun = parts.length > 0;
    const output = [{ ...model(...(parts as object[])), finish_reason: 'error' }];
    expect(contentOf(traced.sink)).toEqual({ input, ...(isBegun && { output }) });
    expect(schemaProblems(traced.sink)).toEqual([]);
  });

  it('records the input of a failed call, and makes no output up', async () => {
    await client(error, 500)
      .messages.create(params)
      .catch(() => undefined);
    expect(contentOf(traced.sink)).toEqual({ input });
  });
});
