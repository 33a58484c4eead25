// The AI SDK: what an application sees, and the tree of what it did.

import { describe, expect, it } from 'vitest';
import { runAi, treeOf } from './program.ts';

const LOOP = `
  const asked = {
    model, instructions: 'Be brief.', prompt: 'Where is it sunny?', temperature: 0.5,
    tools: { weather: weatherTool(sdk.tool) }, stopWhen: sdk.stepCountIs(3), telemetry: { functionId: 'greet' },
  };`;
const PROGRAMS = {
  generateText: `${LOOP} const { text, steps } = await sdk.generateText(asked); console.log(text, steps.length);`,
  streamText: `${LOOP} const result = sdk.streamText(asked);
    for await (const part of result.textStream) console.log(part);
    console.log((await result.steps).length, (await result.totalUsage).outputTokens);`,
};
const TREE = [
  'invoke_agent greet gpt-4o completed',
  '  llm.call gpt-4o completed',
  '  execute_tool weather  completed',
  '  llm.call gpt-4o completed',
];
const COUNTS = {
  provider: 'openai',
  model_version: 'gpt-4o-2024-08-06',
  response_id: 'chatcmpl-1',
  prompt_tokens: 20,
  completion_tokens: 5,
  cache_read_tokens: 8,
  reasoning_tokens: 2,
  // 12 of input, 8 of the cache, 5 of output, in millionths of 2.5, 1.25 and 10 dollars.
  cost_usd: 0.00009,
};

it('knows how long the first chunk of a stream took', async () => {
  const [whole, streamed] = await Promise.all(Object.values(PROGRAMS).map((use) => runAi(use)));
  const calls = streamed!.records.filter(({ name }) => name === 'llm.call');
  expect(calls).toHaveLength(2);
  for (const call of calls) {
    expect(call['time_to_first_chunk_ms']).toBeLessThanOrEqual(Number(call['latency_ms']));
  }
  expect(whole!.records.map((call) => call['time_to_first_chunk_ms'])).not.toContainEqual(
    expect.anything(),
  );
});

describe.each(Object.entries(PROGRAMS))('%s with a tool', (_name, program) => {
  it.each(['esm', 'cjs'] as const)('does what it does without us: %s', async (format) => {
    const [bare, traced] = await Promise.all([
      runAi(program, { format, isTraced: false }),
      runAi(program, { format }),
    ]);
    expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(treeOf(traced.records)).toEqual(TREE);
    const calls = traced.records.filter(({ name }) => name === 'llm.call');
    expect(calls).toMatchObject([
      { ...COUNTS, finish_reasons: ['tool-calls'], temperature: 0.5 },
      { ...COUNTS, finish_reasons: ['stop'], temperature: 0.5 },
    ]);
  });

  it('runs the tool in its span', async () => {
    const { stdout } = await runAi(`${program} console.log(seen);`);
    expect(stdout).toContain('execute_tool weather');
  });

  it('says nothing of what is said, unless it is asked to', async () => {
    const { records } = await runAi(program);
    expect(JSON.stringify(records)).not.toMatch(/sunny|Paris|brief|Hello/);
  });

  it('records what is said where content is recorded', async () => {
    const { records } = await runAi(program, {
      env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
    });
    const asked = { role: 'user', parts: [{ type: 'text', content: 'Where is it sunny?' }] };
    const call = {
      type: 'tool_call',
      id: 'call_1',
      name: 'weather',
      arguments: { city: 'Paris' },
    };
    const [first, tool, last] = records;
    expect(first).toMatchObject({
      system_instructions: [{ type: 'text', content: 'Be brief.' }],
      input_messages: [asked],
      output_messages: [{ role: 'assistant', parts: [call], finish_reason: 'tool_call' }],
    });
    expect(tool).toMatchObject({ tool_name: 'weather', tool_call_id: 'call_1' });
    expect(JSON.stringify(tool)).toContain('sunny in Paris');
    expect(last).toMatchObject({
      input_messages: [
        asked,
        { role: 'assistant', parts: [call] },
        {
          role: 'tool',
          parts: [{ type: 'tool_call_response', id: 'call_1', response: 'sunny in Paris' }],
        },
      ],
      output_messages: [
        {
          role: 'assistant',
          parts: [{ type: 'text', content: 'Hello world' }],
          finish_reason: 'stop',
        },
      ],
    });
  });
});

describe('what a call says of its telemetry', () => {
  const withContent = { env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' } };
  const ask = (telemetry: string): string =>
    `await sdk.generateText({ model, prompt: 'Where is it sunny?', telemetry: ${telemetry} });`;

  it('is respected: none', async () => {
    expect((await runAi(ask('{ isEnabled: false }'))).records).toEqual([]);
  });

  it('does not matter where the settings switch all of it off', async () => {
    const env = { LLM_OTEL_DISABLED_SDKS: 'ai' };
    const { exitCode, records } = await runAi(ask('undefined'), { env });
    expect({ exitCode, records }).toEqual({ exitCode: 0, records: [] });
  });

  it.each([
    ['recordInputs', /sunny/, /Hello/],
    ['recordOutputs', /Hello/, /sunny/],
  ])('is respected: no %s', async (name, hidden, shown) => {
    const { records } = await runAi(ask(`{ ${name}: false }`), withContent);
    expect(records).toHaveLength(2);
    expect(JSON.stringify(records)).not.toMatch(hidden);
    expect(JSON.stringify(records)).toMatch(shown);
  });
});

describe('what fails', () => {
  it('has a span for each attempt', async () => {
    const { exitCode, records } = await runAi(
      `failNext(1); await sdk.generateText({ model, prompt: 'Hi' });`,
    );
    expect(exitCode).toBe(0);
    expect(treeOf(records)).toEqual([
      'invoke_agent gpt-4o gpt-4o completed',
      '  llm.call gpt-4o error',
      '  llm.call gpt-4o completed',
    ]);
  });

  it.each([
    ['generateText', `await sdk.generateText({ ...asked });`],
    [
      'streamText',
      `const { textStream } = sdk.streamText({ ...asked, onError: () => {} }); for await (const part of textStream) void part;`,
    ],
  ])('is an error, and thrown as it is without us: %s', async (_name, use) => {
    const program = `failNext(9); const asked = { model, prompt: 'Hi', maxRetries: 0 };
      try { ${use} } catch (error) { console.log(error.name, error.message, error.statusCode); }`;
    const [bare, traced] = await Promise.all([runAi(program, { isTraced: false }), runAi(program)]);
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(treeOf(traced.records)).toEqual([
      'invoke_agent gpt-4o gpt-4o error',
      '  llm.call gpt-4o error',
    ]);
  });

  it('is the tool alone if the loop goes on', async () => {
    const { records } = await runAi(
      `const execute = async () => { throw new RangeError('broken'); };
       const { text } = await sdk.generateText({
         model, prompt: 'Hi', tools: { weather: weatherTool(sdk.tool, { execute }) }, stopWhen: sdk.stepCountIs(3),
       });
       console.log(text);`,
    );
    expect(treeOf(records)).toEqual([
      'invoke_agent gpt-4o gpt-4o completed',
      '  llm.call gpt-4o completed',
      '  execute_tool weather  error',
      '  llm.call gpt-4o completed',
    ]);
  });

  it.each([
    ['before it begins', `abortSignal: AbortSignal.abort()`],
    ['while it is read', `abortSignal: controller.signal, onChunk: () => controller.abort()`],
  ])('is an abort where the application aborts: %s', async (_when, option) => {
    const { records } = await runAi(
      `const controller = new AbortController();
       const { textStream } = sdk.streamText({ model, prompt: 'Hi', maxRetries: 0, onError: () => {}, ${option} });
       try { for await (const part of textStream) void part; } catch {}`,
    );
    expect(records.map(({ outcome }) => outcome)).toEqual(records.map(() => 'aborted'));
    expect(records.length).toBeGreaterThan(0);
  });
});
