// OpenAI Agents: what fails, what is aborted, what is said of it, and when there is nothing but the calls of models.

import { describe, expect, it } from 'vitest';
import { endsOf, runAgents, runTwice } from './program.ts';
import { PROGRAMS, TEAM } from './programs.ts';

const TELL = `const tell = (error) => console.log(error.name, error.message, error.constructor.name);`;
const broken = (more = ''): string => `tool({
  name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), ${more}
  execute: async () => { throw new RangeError('no weather in Paris'); },
})`;
const read = `try { for await (const event of result) void event; await result.completed; } catch (error) { tell(error); }`;

describe('what fails', () => {
  it.each([
    [
      'a tool, and the agent goes on',
      `console.log((await run(agentOf('A', { tools: [${broken()}] }), 'Hi')).finalOutput);`,
      [
        'chat gpt-4o completed',
        'execute_tool weather error tool_error',
        'chat gpt-4o completed',
        'invoke_agent A completed',
        'invoke_workflow completed',
      ],
    ],
    [
      'a tool, and the run with it',
      `await run(agentOf('A', { tools: [${broken('errorFunction: null,')}] }), 'Hi').catch(tell);`,
      [
        'chat gpt-4o completed',
        'execute_tool weather error RangeError',
        'invoke_agent A error ToolCallError',
        'invoke_workflow error ToolCallError',
      ],
    ],
    [
      'the model',
      `failNext(9); await run(agentOf('A'), 'Hi').catch(tell);`,
      ['chat gpt-4o error 500', 'invoke_agent A error 500', 'invoke_workflow error 500'],
    ],
    [
      'the model, streamed',
      `failNext(9); const result = await run(agentOf('A'), 'Hi', { stream: true }); ${read}`,
      ['chat gpt-4o error 500', 'invoke_agent A error _OTHER', 'invoke_workflow error _OTHER'],
    ],
    [
      'a run of too many turns',
      `${TEAM} await run(expert, 'Hi', { maxTurns: 1 }).catch(tell);`,
      [
        'chat gpt-4o completed',
        'execute_tool weather completed',
        'invoke_agent Weather error MaxTurnsExceededError',
        'invoke_workflow error MaxTurnsExceededError',
      ],
    ],
    [
      'one of two runs of a workflow',
      `failNext(3); await withTrace('Both', async () => { await run(agentOf('A'), 'Hi').catch(tell); await run(agentOf('B'), 'Hi'); });`,
      [
        'chat gpt-4o error 500',
        'invoke_agent A error 500',
        'chat gpt-4o completed',
        'invoke_agent B completed',
        'invoke_workflow Both completed',
      ],
    ],
  ])('is an error: %s', async (_what, program, expected) => {
    const { records } = await runTwice(`${TELL} ${program}`);
    expect(endsOf(records)).toEqual(expected);
    expect(JSON.stringify(records)).not.toContain('Paris');
  });

  it.each([
    [
      'a run',
      `const waiting = hold(); const running = run(agentOf('A'), 'Hi', { signal: controller.signal });
       await waiting; controller.abort(); await running.catch(tell);`,
    ],
    [
      'a stream',
      `const waiting = hold(); const result = await run(agentOf('A'), 'Hi', { signal: controller.signal, stream: true });
       await waiting; controller.abort(); ${read}`,
    ],
  ])('is aborted, if the application aborts %s', async (_what, program) => {
    const { records } = await runTwice(
      `${TELL} const controller = new AbortController(); ${program}`,
    );
    expect(endsOf(records)).toEqual([
      'chat gpt-4o aborted',
      'invoke_agent A aborted',
      'invoke_workflow aborted',
    ]);
  });

  it.each([
    ['left', `for await (const event of result) break; await result.completed;`],
    ['never read', `await result.completed;`],
  ])('does not, if a stream is %s', async (_what, use) => {
    const { records } = await runTwice(
      `const result = await run(agentOf('A'), 'Hi', { stream: true }); ${use}`,
    );
    expect(endsOf(records)).toEqual([
      'chat gpt-4o completed',
      'invoke_agent A completed',
      'invoke_workflow completed',
    ]);
  });
});

describe('its tracing', () => {
  const ofModels = ['chat gpt-4o completed', 'chat gpt-4o completed', 'chat gpt-4o completed'];
  const runIt = (options: string): string =>
    `${TEAM} console.log((await new Runner(${options}).run(triage, 'Hi')).finalOutput, requests.length);`;

  it.each([
    ['a run', '{ tracingDisabled: true }', {}],
    ['its variable', '{}', { OPENAI_AGENTS_DISABLE_TRACING: '1' }],
    ['a test', '{}', { NODE_ENV: 'test' }],
    ['our settings', '{}', { LLM_OTEL_DISABLED_SDKS: 'openai-agents' }],
  ])('is switched off by %s: the calls of models are left', async (_what, options, env) => {
    const { records } = await runTwice(runIt(options), { env });
    expect(endsOf(records)).toEqual(ofModels);
    expect(new Set(records.map(({ trace_id: id }) => id)).size).toBe(3);
  });

  it('sends what it sends without us', async () => {
    const sent = `console.log((await (async () => { await sdk.getGlobalTraceProvider().forceFlush(); return requests; })()).filter((url) => url === '/traces').length);`;
    const { exitCode } = await runTwice(`${PROGRAMS.run} ${sent}`);
    expect(exitCode).toBe(0);
  });

  it('tells processors of the application what it tells them without us, at the same moment', async () => {
    const { exitCode } = await runTwice(
      `
      const told = [];
      const note = (what) => async (it) => { told.push(what + ' ' + (it.spanData?.type ?? it.name)); };
      sdk.addTraceProcessor({ onTraceStart: note('start'), onTraceEnd: note('end'), onSpanStart: note('start'), onSpanEnd: note('end'), shutdown: async () => {}, forceFlush: async () => {} });
      sdk.setTraceProcessors([{ onTraceStart: note('start'), onTraceEnd: note('end'), onSpanStart: note('start'), onSpanEnd: note('end'), shutdown: async () => {}, forceFlush: async () => {} }]);
      const look = (name, before) => { told.push(name + ' ' + before); };
      await withTrace('Look', async () => {
        const span = sdk.createCustomSpan({ data: { name: 'mine', data: {} } });
        span.start(); look('started', told.length); span.end(); look('ended', told.length);
        await run(agentOf('A', { tools: [weather] }), 'Hi');
      });
      console.log(told.join('\\n'));`,
      { isAlone: true },
    );
    expect(exitCode).toBe(0);
  });

  it('leaves the stacks of errors as they are', async () => {
    const { exitCode } = await runTwice(
      `
      Error.stackTraceLimit = 60;
      const show = () => console.log(new Error('here').stack.replaceAll(/(?:file:)?[^\\s(]*(?:node_modules|scenarios)[^\\s)/]*\\/run-\\w+/g, ''));
      const deep = tool({ name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), execute: async () => { show(); return 'x'; } });
      await withTrace('Stacks', async () => { await run(agentOf('A', { tools: [deep] }), 'Hi'); });
      class Broken { async getResponse() { show(); throw new Error('x'); } }
      await run(agentOf('B', { model: new Broken() }), 'Hi').catch(() => {});`,
      { isAlone: true },
    );
    expect(exitCode).toBe(0);
  });
});

describe('what runs inside', () => {
  it('has the span of its tool around it, also at the same time', async () => {
    const { stdout } = await runAgents(`
      const names = {};
      const asking = (name) => tool({
        name, description: name, parameters: z.object({ city: z.string() }),
        execute: async () => { await fetch(origin + '/' + name); names[name] = trace.getActiveSpan()?.name; return name; },
      });
      await Promise.all(['one', 'two'].map((name) => run(agentOf(name, { tools: [asking(name)] }), 'Hi')));
      console.log(names.one, names.two, trace.getActiveSpan()?.name);`);
    expect(stdout).toBe('execute_tool one execute_tool two undefined\n');
  });

  it('has its parent in call records as well, whatever has become current since', async () => {
    const { records } = await runAgents(PROGRAMS.run);
    const nameOf = (id: unknown): unknown =>
      records.find(({ span_id }) => span_id === id)?.['name'];
    const parents = records.map(({ name, parent_span_id: id }) => [name, nameOf(id)]);
    expect(parents).toEqual([
      ['chat gpt-4o', 'invoke_agent Triage'],
      ['handoff from Triage', 'invoke_agent Triage'],
      ['invoke_agent Triage', 'invoke_workflow'],
      ['chat gpt-4o', 'invoke_agent Weather'],
      ['execute_tool weather', 'invoke_agent Weather'],
      ['chat gpt-4o', 'invoke_agent Weather'],
      ['invoke_agent Weather', 'invoke_workflow'],
      ['invoke_workflow', undefined],
    ]);
  });

  it('belongs to the conversation of the application, before that of the run', async () => {
    const { records } = await runAgents(`
      const { withConversation } = await import('llm-otel');
      const runner = new Runner({ groupId: 'of-the-run' });
      await runner.run(agentOf('A'), 'Hi');
      await withConversation({ conversationId: 'of-the-application' }, () => runner.run(agentOf('A'), 'Hi'));`);
    const conversations = records.map(({ conversation_id: id }) => id);
    expect(conversations.slice(0, 3)).toEqual(Array(3).fill('of-the-run'));
    expect(conversations.slice(3)).toEqual(Array(3).fill('of-the-application'));
  });
});

describe('what is said', () => {
  it('is nowhere by default', async () => {
    const { records } = await runAgents(PROGRAMS.run);
    expect(records.length).toBeGreaterThan(0);
    expect(JSON.stringify(records)).not.toMatch(/sunny|Paris|brief|Hello/);
  });

  it('is recorded where content is recorded', async () => {
    const { records } = await runAgents(PROGRAMS.run, {
      env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
    });
    const tool = records.find(({ name }) => name === 'execute_tool weather');
    expect(tool).toMatchObject({
      tool_arguments: { city: 'Paris' },
      tool_result: { result: 'sunny in Paris' },
    });
    const calls = records.filter(({ operation }) => operation === 'chat');
    expect(calls).toHaveLength(3);
    for (const call of calls) {
      expect(JSON.stringify(call['system_instructions'])).toContain('Be brief.');
      expect(JSON.stringify(call['input_messages'])).toContain('Where is it sunny?');
    }
    expect(JSON.stringify(calls.at(-1)?.['output_messages'])).toContain('Hello world');
  });

  it.each([
    ['Responses', ''],
    ['chat completions', "sdk.setOpenAIAPI('chat_completions');"],
  ])('is nowhere if a runner keeps it out of its traces: %s', async (_what, setting) => {
    const { records } = await runAgents(
      `${TEAM} ${setting} const runner = new Runner({ traceIncludeSensitiveData: false });
       await runner.run(triage, 'Where is it sunny?');
       const result = await runner.run(triage, 'Where is it sunny?', { stream: true });
       await result.completed;`,
      { env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' } },
    );
    expect(records.filter(({ operation }) => operation === 'chat')).toHaveLength(6);
    expect(JSON.stringify(records)).not.toMatch(/sunny|Paris|brief|Hello/);
  });
});
