// The tools that `runTools` runs: each execution has a span, below what runs and above what it does itself.

import { trace } from '@opentelemetry/api';
import { agent, instrument, uninstrument, withContent } from 'llm-otel';
import type OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordContent } from '../../content/content-client.ts';
import { loadFile, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

recordContent('span_only');

const messages = [{ role: 'user' as const, content: 'What is the weather?' }];

/** Releases whose runner looks whether it was stopped before it calls a function. */
const looksAtStop = /^(?:6\.49|7)/;

const toolOf = (run: (args: { city: string }) => unknown, more: object = {}) => ({
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
    parse: JSON.parse as (text: string) => { city: string },
    function: run,
    ...more,
  },
});

/** Asks for the weather of each city at once, then for nothing. */
const askingFor =
  (...cities: readonly string[]): typeof fetch =>
  async (_url, init) => {
    const { messages: sent } = JSON.parse(init!.body as string) as { messages: { role: string }[] };
    const calls = cities.map((city, index) => ({
      id: `call_${index}`,
      type: 'function',
      function: { name: 'get_weather', arguments: JSON.stringify({ city }) },
    }));
    const isDone = sent.some(({ role }) => role === 'tool');
    const message = { role: 'assistant', content: isDone ? 'Sunny' : null };
    const choice = isDone
      ? { index: 0, finish_reason: 'stop', message }
      : { index: 0, finish_reason: 'tool_calls', message: { ...message, tool_calls: calls } };
    return Response.json({ id: 'c', object: 'chat.completion', model: 'm', choices: [choice] });
  };

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  // Major 4 has the helpers in a class that its module does not name.
  beforeAll(() => void instrument(traced.client));
  afterAll(() => void uninstrument(traced.client));
  const tools = () => traced.sink.spans().filter(({ name }) => name.startsWith('execute_tool'));
  const helpersFor = (...cities: readonly string[]) => {
    const client = new traced.OpenAI({ apiKey: 'unused', fetch: askingFor(...cities) });
    return 'runTools' in client.chat.completions
      ? client.chat.completions
      : (client.beta as unknown as { chat: OpenAI['chat'] }).chat.completions;
  };

  it.each([false, true])('has a span for each tool, stream: %s', async (stream) => {
    let inside: string | undefined;
    const tool = toolOf(async () => {
      await new Promise(setImmediate);
      inside = trace.getActiveSpan()?.spanContext().spanId;
      return 'sunny';
    });
    const content = await withContent(false, () =>
      agent('forecaster', () =>
        traced.chatHelpers
          .runTools({ model: 'm', messages, tools: [tool], stream: stream as true })
          .finalContent(),
      ),
    );
    expect(content).toBe('The tool reports: sunny.');
    const step = traced.sink.spans().find(({ name }) => name === 'invoke_agent forecaster')!;
    expect(tools()).toMatchObject([
      {
        kind: 'internal',
        parentSpanId: step.spanId,
        spanId: inside,
        status: { code: 'unset' },
        attributes: {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'get_weather',
          'gen_ai.tool.type': 'function',
          'gen_ai.tool.description': 'The weather of a city',
          'gen_ai.agent.name': 'forecaster',
          'gen_ai.tool.call.id': expect.stringMatching(/^call_/),
        },
      },
    ]);
    expect(
      Object.keys(tools()[0]!.attributes).filter((key) => /argument|result/.test(key)),
    ).toEqual([]);
    const calls = traced.sink.spans().filter(({ name }) => name === 'llm.call');
    expect(calls.map(({ parentSpanId }) => parentSpanId)).toEqual([step.spanId, step.spanId]);
  });

  it('has an error where a tool throws, which the application gets as it is', async () => {
    const thrown = new RangeError('of the application');
    const tool = toolOf(function get_weather() {
      Error.captureStackTrace(thrown);
      throw thrown;
    });
    const runner = traced.chatHelpers.runTools({ model: 'm', messages, tools: [tool] });
    const error: unknown = await runner.done().catch((reason: unknown) => reason);
    expect(error === thrown || (error as Error).cause === thrown).toBe(true);
    const [, first, ...others] = thrown.stack!.split('\n');
    expect(first).toMatch(/^ {4}at .*get_weather.*run-tools\.test\.ts/);
    expect(others.filter((line) => /\/dist\/|llm-otel/.test(line))).toEqual([]);
    expect(others.join()).toMatch(/async .*runTool/);
    expect(tools()).toMatchObject([
      { status: { code: 'error' }, attributes: { 'error.type': 'RangeError' } },
    ]);
  });

  it('tells calls at the same time apart by what they ask for', async () => {
    const tool = toolOf(({ city }) => city, {
      parse: async (text: string) => {
        const args = JSON.parse(text) as { city: string };
        if (args.city === 'Paris')
          for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
        return args;
      },
    });
    await helpersFor('Paris', 'Rome')
      .runTools({ model: 'm', messages, tools: [tool] })
      .done();
    const seen = tools().map(({ attributes }) => [
      attributes['gen_ai.tool.call.id'],
      attributes['gen_ai.tool.call.arguments'],
      attributes['gen_ai.tool.call.result'],
    ]);
    expect(seen.toSorted()).toEqual([
      ['call_0', { city: 'Paris' }, { result: 'Paris' }],
      ['call_1', { city: 'Rome' }, { result: 'Rome' }],
    ]);
  });

  it('names a tool by its function, and leaves the tools of the application alone', async () => {
    function get_weather(): string {
      return 'sunny';
    }
    const tool = toolOf(get_weather, { name: undefined, parse: undefined });
    const definition = tool.function;
    const before = Object.getOwnPropertyDescriptors(definition);
    const params = Object.freeze({ model: 'm', messages, tools: Object.freeze([tool]) });
    await traced.chatHelpers.runTools(params as never).done();
    expect(tools()).toMatchObject([{ name: 'execute_tool get_weather' }]);
    expect(Object.getOwnPropertyDescriptors(definition)).toEqual(before);
    expect(tool.function).toBe(definition);
  });

  it('has a span for a tool that is made of a schema', async () => {
    if (version.startsWith('4') || version === '5.0.0') return;
    const { zodFunction } = loadFile(version, 'openai/helpers/zod') as {
      zodFunction: (options: object) => ReturnType<typeof toolOf>;
    };
    const receivers: unknown[] = [];
    const tool = zodFunction({
      name: 'get_weather',
      description: 'The weather of a city',
      parameters: z.object({ city: z.string() }),
      function(this: { function: unknown }, { city }: { city: string }) {
        receivers.push(this.function);
        return city;
      },
    });
    await helpersFor('Rome')
      .runTools({ model: 'm', messages, tools: [tool] })
      .done();
    const [{ $callback: callback }] = [tool as unknown as { $callback: unknown }];
    expect(receivers).toEqual([callback]);
    expect(tools()).toMatchObject([{ attributes: { 'gen_ai.tool.call.id': 'call_0' } }]);
  });

  it('records no tool that was not run', async () => {
    const tool = toolOf(() => 'sunny', {
      parse: () => {
        throw new SyntaxError('of the application');
      },
    });
    await helpersFor('Rome')
      .runTools({ model: 'm', messages, tools: [tool] })
      .done();
    await traced.chatHelpers
      .runTools({ model: 'm', messages, tools: undefined as never })
      .done()
      .catch(() => undefined);
    expect(tools()).toEqual([]);
  });

  it('runs no tool that the application stops while another begins', async () => {
    const ran: string[] = [];
    const tool = toolOf(() => 'unused', { parse: undefined });
    const client = helpersFor('Paris', 'Rome');
    const runner = client.runTools({
      model: 'm',
      messages,
      tools: [
        {
          ...tool,
          function: {
            ...tool.function,
            function: (text: string) => {
              ran.push(text);
              runner.abort();
              return 'sunny';
            },
          },
        },
      ],
    } as never);
    const error: unknown = await runner.done().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(traced.OpenAI.APIUserAbortError);
    // Older releases run one after the other, and look at nothing in between.
    const all = ['{"city":"Paris"}', '{"city":"Rome"}'];
    expect(ran).toEqual(looksAtStop.test(version) ? all.slice(0, 1) : all);
  });
});
