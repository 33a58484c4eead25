// Models without an SDK below: LangChain's own numbers count, and the application sees the messages that it would see.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Done, runEach, runLangChain } from './program.ts';

/** Models of an application. */
const MODELS = `
const usage_metadata = {
  input_tokens: 20, output_tokens: 5, total_tokens: 25,
  input_token_details: { cache_read: 8, cache_creation: 4 }, output_token_details: { reasoning: 2 },
};
class Mine extends chatModels.BaseChatModel {
  failure;
  _llmType() { return 'mine'; }
  getLsParams() { return { ls_provider: 'mistral', ls_model_name: 'mine-1', ls_model_type: 'chat', ls_temperature: 0.5, ls_max_tokens: 64 }; }
  invocationParams() { return { top_p: 0.9, seed: 7 }; }
  #message(content, more) {
    return { content, usage_metadata, response_metadata: { finish_reason: 'stop', model_name: 'mine-1-2026', id: 'answer-1' }, ...more };
  }
  async _generate(_messages, { signal }) {
    signal?.throwIfAborted();
    if (this.failure !== undefined) throw this.failure;
    return { generations: [{ text: 'Hello', message: new messages.AIMessage(this.#message('Hello')) }], llmOutput: {} };
  }
}
class Streaming extends Mine {
  async *_streamResponseChunks() {
    for (const content of ['Hel', 'lo']) {
      if (this.failure !== undefined && content === 'lo') throw this.failure;
      const message = new messages.AIMessageChunk({ content, ...(content === 'lo' && { usage_metadata, response_metadata: { finish_reason: 'stop', model_name: 'mine-1-2026' } }) });
      yield { text: content, message, concat(next) { return { ...this, text: this.text + next.text, message: this.message.concat(next.message) }; } };
    }
  }
}
class Text extends llms.BaseLLM {
  _llmType() { return 'text'; }
  async _generate(prompts) {
    return { generations: prompts.map(() => [{ text: 'Hello', generationInfo: { finish_reason: 'length' } }]), llmOutput: { tokenUsage: { promptTokens: 9, completionTokens: 3 } } };
  }
}
const show = (message) => console.log(message.id, message.content ?? message);
`;
const COUNTS = { prompt_tokens: 20, completion_tokens: 5 };
const DETAILS = { cache_read_tokens: 8, cache_write_tokens: 4, reasoning_tokens: 2 };
const ASKED = {
  operation: 'chat',
  provider: 'mistral_ai',
  model_id: 'mine-1',
  temperature: 0.5,
  max_tokens: 64,
  top_p: 0.9,
};
/** Version 0.3.0 itself loses the details when it joins chunks. */
const STREAMED = {
  ...ASKED,
  ...COUNTS,
  model_version: 'mine-1-2026',
  finish_reasons: ['stop'],
  outcome: 'completed',
};
const DONE = { ...STREAMED, ...DETAILS };

/** What is done, and the records of it. */
const CASES: readonly (readonly [what: string, use: string, expected: readonly object[]])[] = [
  ['a chat', `show(await new Mine({}).invoke('Hi'));`, [{ ...DONE, response_id: 'answer-1' }]],
  [
    'a stream',
    `for await (const part of await new Streaming({}).stream('Hi')) show(part);`,
    [{ ...STREAMED, stream: true, time_to_first_chunk_ms: expect.any(Number) as unknown }],
  ],
  [
    'a stream of a model that has none',
    `for await (const part of await new Mine({}).stream('Hi')) show(part);`,
    [DONE],
  ],
  [
    'the events of a stream',
    `for await (const { event, data } of new Streaming({}).streamEvents('Hi', { version: 'v2' })) console.log(event, data.chunk?.content);`,
    [STREAMED],
  ],
  [
    'a text',
    `console.log(await new Text({}).invoke('Hi'));`,
    [
      {
        operation: 'text_completion',
        prompt_tokens: 9,
        completion_tokens: 3,
        finish_reasons: ['length'],
      },
    ],
  ],
  [
    'several texts in one request',
    `console.log((await new Text({}).generate(['Hi', 'Ho'])).generations.length);`,
    [{ operation: 'text_completion', prompt_tokens: 9, completion_tokens: 3 }],
  ],
  [
    'an answer from a cache',
    `const own = new Mine({ cache: true }); show(await own.invoke('Hi')); show(await own.invoke('Hi'));`,
    [DONE],
  ],
  [
    'a model for tests, whose messages have no ids',
    `const fake = new testing.FakeListChatModel({ responses: ['one', 'two'] });
     show(await fake.invoke('Hi'));
     for await (const part of await fake.stream('Hi')) show(part);`,
    [
      { operation: 'chat', outcome: 'completed' },
      { operation: 'chat', outcome: 'completed', stream: true },
    ],
  ],
  [
    'a failure',
    `const own = new Mine({}); own.failure = new RangeError('broken'); await own.invoke('Hi').catch((error) => show(error.message));`,
    [{ ...ASKED, outcome: 'error', error_code: 'RangeError' }],
  ],
  [
    'a failure within a stream',
    `const own = new Streaming({}); own.failure = new RangeError('broken');
     try { for await (const part of await own.stream('Hi')) show(part); } catch (error) { show(error.message); }`,
    [{ ...ASKED, outcome: 'error', error_code: 'RangeError' }],
  ],
  [
    'a stream that is left',
    `for await (const part of await new Streaming({}).stream('Hi')) { show(part); break; }`,
    [{ ...ASKED, outcome: 'aborted' }],
  ],
  [
    'an abort before it begins',
    `await new Mine({}).invoke('Hi', { signal: AbortSignal.abort() }).catch((error) => show(error.name));`,
    [{ ...ASKED, outcome: 'aborted' }],
  ],
];

describe.each(['newest', '0.3.0'] as const)('records of %s', (release) => {
  const uses = Object.fromEntries(CASES.map(([what, use]) => [what, `${MODELS} ${use}`]));
  let bare: ReadonlyMap<string, Done>;
  let traced: ReadonlyMap<string, Done>;
  beforeAll(async () => {
    [bare, traced] = await Promise.all([
      runEach(uses, { release, isTraced: false }),
      runEach(uses, { release }),
    ]);
  });

  it.each(CASES)('%s', (what, _use, expected) => {
    expect(traced.get(what)!.stdout).toBe(bare.get(what)!.stdout);
    expect(traced.get(what)!.records).toMatchObject(expected);
  });
});

it('records the details of what a stream costs', async () => {
  const use = `for await (const part of await new Streaming({}).stream('Hi')) void part;`;
  const { records } = await runLangChain(`${MODELS} ${use}`);
  expect(records).toMatchObject([DONE]);
});

it('records what is said where content is recorded', async () => {
  const { records } = await runLangChain(
    `${MODELS}
     const asked = [
       new messages.SystemMessage('Be brief.'),
       new messages.HumanMessage({ content: [{ type: 'text', text: 'What is it?' }, { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }),
       new messages.AIMessage({ content: '', tool_calls: [{ id: 'call_1', name: 'look', args: { at: 'it' } }] }),
       new messages.ToolMessage({ content: 'a cat', tool_call_id: 'call_1' }),
     ];
     await new Mine({}).invoke(asked);
     for await (const part of await new Streaming({}).stream([['human', 'Hi']])) void part;
     await new Text({}).invoke('Hi');`,
    { env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' } },
  );
  const text = (content: string) => [{ type: 'text', content }];
  const hello = { role: 'assistant', parts: text('Hello') };
  expect(records).toMatchObject([
    {
      input_messages: [
        { role: 'system', parts: text('Be brief.') },
        {
          role: 'user',
          parts: [
            ...text('What is it?'),
            { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' },
          ],
        },
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', id: 'call_1', name: 'look', arguments: { at: 'it' } }],
        },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: 'a cat' }] },
      ],
      output_messages: [{ ...hello, finish_reason: 'stop' }],
    },
    {
      input_messages: [{ role: 'user', parts: text('Hi') }],
      output_messages: [{ ...hello, finish_reason: 'stop' }],
    },
    {
      input_messages: [{ role: 'user', parts: text('Hi') }],
      output_messages: [{ ...hello, finish_reason: 'length' }],
    },
  ]);
});
