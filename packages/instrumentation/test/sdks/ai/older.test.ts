// `ai` 4 to 6: the same tree for a call that says nothing of telemetry; one that asks for spans of its own is left alone.

import { describe, expect, it } from 'vitest';
import { type Major, runAi, treeOf } from './program.ts';

const loop = (major: Major): string => `
  const asked = {
    model, system: 'Be brief.', prompt: 'Where is it sunny?', temperature: 0.5,
    tools: { weather: weatherTool(sdk.tool) },
    ${major === 4 ? 'maxSteps: 3' : 'stopWhen: sdk.stepCountIs(3)'},
    experimental_telemetry: { functionId: 'greet' },
  };`;
const generate = (major: Major): string =>
  `${loop(major)} const { text, steps } = await sdk.generateText(asked); console.log(text, steps.length, seen.length);`;
const stream = (major: Major): string =>
  `${loop(major)} const result = sdk.streamText(asked);
   for await (const part of result.textStream) console.log(part);
   console.log((await result.steps).length, seen.length);`;
const CALL = {
  provider: 'openai',
  model_version: 'gpt-4o-2024-08-06',
  response_id: 'chatcmpl-1',
  prompt_tokens: 20,
  completion_tokens: 5,
  temperature: 0.5,
};
const withContent = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };

describe.each([4, 5, 6] as const)('ai %s', (major) => {
  it.each([
    ['generateText', generate(major), 'esm'],
    ['generateText', generate(major), 'cjs'],
    ['streamText', stream(major), 'esm'],
    ['streamText', stream(major), 'cjs'],
  ] as const)('does what it does without us: %s, %s, %s', async (_name, program, format) => {
    const [bare, traced] = await Promise.all([
      runAi(program, { major, format, isTraced: false }),
      runAi(program, { major, format }),
    ]);
    expect(bare.exitCode).toBe(0);
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(treeOf(traced.records).toSorted()).toEqual(
      [
        'invoke_agent greet gpt-4o completed',
        '  llm.call gpt-4o completed',
        '  execute_tool weather  completed',
        '  llm.call gpt-4o completed',
      ].toSorted(),
    );
    const calls = traced.records.filter(({ name }) => name === 'llm.call');
    expect(calls).toMatchObject([
      { ...CALL, finish_reasons: ['tool-calls'] },
      { ...CALL, finish_reasons: ['stop'] },
    ]);
    expect(JSON.stringify(traced.records)).not.toMatch(/sunny|Paris|brief|Hello/);
  });

  it.each([
    ['generateText', generate(major)],
    ['streamText', stream(major)],
  ])('records what is said where content is recorded: %s', async (_name, program) => {
    const { records } = await runAi(program, { major, env: withContent });
    const calls = records.filter(({ name }) => name === 'llm.call');
    const asked = { role: 'user', parts: [{ type: 'text', content: 'Where is it sunny?' }] };
    const call = { type: 'tool_call', id: 'call_1', name: 'weather', arguments: { city: 'Paris' } };
    expect(calls).toMatchObject([
      {
        system_instructions: [{ type: 'text', content: 'Be brief.' }],
        input_messages: [asked],
        output_messages: [{ role: 'assistant', parts: [call], finish_reason: 'tool_call' }],
      },
      {
        input_messages: [asked, { role: 'assistant', parts: [call] }, { role: 'tool' }],
        output_messages: [
          {
            role: 'assistant',
            parts: [{ type: 'text', content: 'Hello world' }],
            finish_reason: 'stop',
          },
        ],
      },
    ]);
    const tool = records.find(({ name }) => name === 'execute_tool weather');
    expect(JSON.stringify(tool)).toContain('sunny in Paris');
  });

  it('leaves a call alone that asks for spans, or for none', async () => {
    const { exitCode, stdout, records } = await runAi(
      `let spans = 0;
       const span = { setAttributes() {}, setAttribute() {}, addEvent() {}, recordException() {}, setStatus() {}, end() {}, spanContext: () => ({}) };
       const tracer = { startActiveSpan: (...args) => { spans += 1; return args.at(-1)(span); } };
       await sdk.generateText({ model, prompt: 'Hi', experimental_telemetry: { isEnabled: true, tracer } });
       await sdk.generateText({ model, prompt: 'Hi', experimental_telemetry: { isEnabled: false } });
       console.log(spans);`,
      { major },
    );
    expect({ exitCode, stdout: stdout.trim(), records }).toEqual({
      exitCode: 0,
      stdout: '2',
      records: [],
    });
  });

  it.each([
    ['recordInputs', /sunny/, /Hello/],
    ['recordOutputs', /Hello/, /sunny/],
  ])('respects what a call says of its content: %s', async (name, hidden, shown) => {
    const { records } = await runAi(
      `await sdk.generateText({ model, prompt: 'Where is it sunny?', experimental_telemetry: { ${name}: false } });`,
      { major, env: withContent },
    );
    expect(records).toHaveLength(2);
    expect(JSON.stringify(records)).not.toMatch(hidden);
    expect(JSON.stringify(records)).toMatch(shown);
  });

  it('records embeddings and errors, which are thrown as they are without us', async () => {
    const program = `
      console.log((await sdk.embed({ model: openai.embedding('text-embedding-3-small'), value: 'Hi' })).embedding.length);
      failNext(9);
      try { await sdk.generateText({ model, prompt: 'Hi', maxRetries: 0 }); } catch (error) { console.log(error.name, error.message, error.statusCode); }`;
    const [bare, traced] = await Promise.all([
      runAi(program, { major, isTraced: false }),
      runAi(program, { major }),
    ]);
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(treeOf(traced.records)).toEqual([
      'llm.call text-embedding-3-small completed',
      'invoke_agent gpt-4o gpt-4o error',
      '  llm.call gpt-4o error',
    ]);
  });
});
