// The Claude Agent SDK: how queries end early, what the child process gets, what is said, and what stays as it is.

import { startOtlpSink } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { endsOf, runClaude, runTwice } from './program.ts';

const CHAT = 'chat claude-sonnet-4-5-20250929';
const PROMPTS = `
  let done; const gate = new Promise((resolve) => { done = resolve; });
  async function* prompts() {
    yield { type: 'user', message: { role: 'user', content: 'wait' }, parent_tool_use_id: null, session_id: '' };
    await gate;
  }`;

describe('a query that ends early', () => {
  it.each([
    [
      'a loop that is left',
      `for await (const message of ask('wait')) if (message.type === 'assistant') break;`,
      ['execute_tool Read aborted', `${CHAT} completed`, 'invoke_agent Claude Code aborted'],
    ],
    [
      'an abort',
      `const abortController = new AbortController();
       try { for await (const message of ask('wait', { abortController })) if (message.type === 'assistant') abortController.abort(); }
       catch (error) { console.log(error.message, error instanceof sdk.AbortError); }`,
      ['execute_tool Read aborted', `${CHAT} completed`, 'invoke_agent Claude Code aborted'],
    ],
    [
      'an interrupt',
      `${PROMPTS} const query = sdk.query({ prompt: prompts(), options });
       for await (const message of query) {
         console.log(message.type);
         if (message.type === 'assistant') void query.interrupt();
         if (message.type === 'result') done();
       }`,
      ['execute_tool Read aborted', `${CHAT} completed`, 'invoke_agent Claude Code aborted'],
    ],
    [
      'a process that dies',
      `try { for await (const message of ask('crash')) void message; } catch (error) { console.log(error.message); }`,
      ['execute_tool Read abandoned', `${CHAT} completed`, 'invoke_agent Claude Code error Error'],
    ],
    [
      'a loop that is left at the result',
      `for await (const message of ask('hello')) if (message.type === 'result') break;`,
      [`${CHAT} completed`, 'invoke_agent Claude Code completed'],
    ],
    [
      'options that the SDK refuses',
      `try { sdk.query({ prompt: 'hello', options: { ...options, fallbackModel: 'same', model: 'same' } }); } catch (error) { console.log(error.message); }`,
      ['invoke_agent Claude Code error Error'],
    ],
  ])('ends its operations: %s', async (_what, program, expected) => {
    const { records } = await runTwice(program);
    expect(endsOf(records)).toEqual(expected);
  });
});

describe('the child process', () => {
  const SHOW = `const show = async (more) => {
    for await (const message of ask('environment', more)) if (message.type === 'assistant') return JSON.parse(message.message.content[0].text);
  };`;
  const seen = async (program: string, env = {}) => {
    const { exitCode, stdout, records } = await runClaude(`${SHOW} ${program}`, { env });
    expect(exitCode).toBe(0);
    const agent = records.find(({ name }) => name === 'invoke_agent Claude Code');
    const [first, ...rest] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return {
      first,
      rest,
      parent: `00-${String(agent?.['trace_id'])}-${String(agent?.['span_id'])}-01`,
    };
  };

  it('gets the trace, and what it has without us', async () => {
    const { first, parent } = await seen(`console.log(JSON.stringify(await show({})));`, {
      OTEL_SERVICE_NAME: 'mine',
      MINE: 'x',
    });
    expect(first).toEqual({ TRACEPARENT: parent, OTEL_SERVICE_NAME: 'mine', MINE: 'x' });
  });

  it('gets them beside an environment of the application, which wins and stays as it is', async () => {
    const { first, rest, parent } = await seen(
      `const env = { PATH: process.env.PATH, MINE: 'y', OTEL_SERVICE_NAME: 'theirs' };
       const more = { env };
       console.log(JSON.stringify(await show(more)));
       console.log(JSON.stringify([Object.keys(env), more.env === env]));`,
      { OTEL_SERVICE_NAME: 'mine', OTEL_SERVICE_VERSION: '1' },
    );
    expect(first).toEqual({
      TRACEPARENT: parent,
      OTEL_SERVICE_NAME: 'theirs',
      OTEL_SERVICE_VERSION: '1',
      MINE: 'y',
    });
    expect(rest).toEqual([[['PATH', 'MINE', 'OTEL_SERVICE_NAME'], true]]);
  });

  it('keeps a trace that the application gives it', async () => {
    const given = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    const { first } = await seen(
      `console.log(JSON.stringify(await show({ env: { PATH: process.env.PATH, TRACEPARENT: '${given}' } })));`,
    );
    expect(first).toEqual({ TRACEPARENT: given });
  });

  it('gets nothing from an adapter that is switched off', async () => {
    const { exitCode, stdout, records } = await runClaude(
      `${SHOW} console.log(JSON.stringify(await show({})));`,
      { env: { LLM_OTEL_DISABLED_SDKS: 'claude-agent' } },
    );
    expect({ exitCode, stdout, records }).toEqual({ exitCode: 0, stdout: '{}\n', records: [] });
  });
});

describe('what a query is for the application', () => {
  it('is the same object with the same methods, read in any way', async () => {
    const { records } = await runTwice(`
      const query = ask('tool');
      const prototype = Object.getPrototypeOf(query);
      console.log(Object.getOwnPropertyNames(prototype).toSorted().join(), query instanceof prototype.constructor, Object.hasOwn(query, 'next'));
      console.log(sdk.query.name.length > 0, sdk.query.length, (await query.next()).value.type, (await query.initializationResult()).output_style);
      for (;;) { const { done, value } = await query.next(); if (done) break; console.log(shown(value)); }`);
    expect(endsOf(records).at(-1)).toBe('invoke_agent Claude Code completed');
  });

  it('has its session as its conversation, unless the application has set one', async () => {
    const { records } = await runClaude(`
      const { withConversation } = await import('llm-otel');
      const read = async () => { for await (const message of ask('hello')) void message; };
      await read();
      await withConversation({ conversationId: 'of-the-application' }, read);`);
    expect(records.map(({ conversation_id: id }) => id)).toEqual([
      'session-1',
      'session-1',
      'of-the-application',
      'of-the-application',
    ]);
  });
});

describe('what is said', () => {
  const program = `for await (const message of ask('tool')) void message;`;

  it('is nowhere by default', async () => {
    const { records } = await runClaude(program);
    expect(records).toHaveLength(4);
    expect(JSON.stringify(records)).not.toMatch(/secret|sunny|Paris|Hello|Let me/);
  });

  it('is recorded where content is recorded', async () => {
    const { records } = await runClaude(program, {
      env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
    });
    const [tool, last, first, agent] = [
      'execute_tool Read',
      CHAT,
      CHAT,
      'invoke_agent Claude Code',
    ].map(
      (name, index) =>
        records.filter((record) => record['name'] === name)[name === CHAT && index === 1 ? 1 : 0],
    );
    expect(tool).toMatchObject({
      tool_arguments: { file_path: '/secret' },
      tool_result: { result: 'It is sunny in Paris.' },
    });
    expect(first?.['output_messages']).toMatchObject([
      {
        parts: [
          { type: 'text', content: 'Let me look.' },
          { type: 'tool_call', name: 'Read' },
        ],
      },
    ]);
    expect(JSON.stringify(last?.['output_messages'])).toContain('Hello world');
    expect(JSON.stringify(agent)).toMatch(/"tool".*Hello world/);
  });
});

it('counts tokens and costs once for each response', async () => {
  const sink = await startOtlpSink();
  await runClaude(`for await (const message of ask('tool')) void message;`, {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
  });
  const sumOf = (name: string): number =>
    sink
      .metrics()
      .filter((metric) => metric.name === name)
      .flatMap(({ points }) => points.map(({ value, sum }) => value ?? sum ?? 0))
      .reduce((all, each) => all + each, 0);
  const usage = 'gen_ai.client.inference.usage';
  const told = {
    input: sumOf(`${usage}.input_tokens`),
    cached: sumOf(`${usage}.cache_read.input_tokens`),
    output: sumOf(`${usage}.output_tokens`),
  };
  await sink.close();
  // Two responses: 20 of input each, 6 of them cached, and 12 and 13 of output.
  expect(told).toEqual({ input: 40, cached: 12, output: 25 });
});
