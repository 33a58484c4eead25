// The tools that a tool runner runs: our spans take the place of those that the SDK starts for them.

import { trace } from '@opentelemetry/api';
import { chainStep } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { weather } from '../../differential/anthropic-runners.ts';
import {
  anthropicVersions,
  tracesItself,
  useTracedAnthropic,
} from '../../support/traced-anthropic.ts';

const question = {
  model: 'claude-opus-5',
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
};

describe.each(anthropicVersions.filter(tracesItself))('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);
  const spansNamed = (start: string) =>
    traced.sink.spans().filter(({ name }) => name.startsWith(start));
  const run = (tool: () => unknown, options: object = {}) =>
    chainStep('answer', async () => {
      const { beta } = new traced.Anthropic({
        apiKey: 'unused',
        baseURL: traced.mock.anthropicUrl,
        ...options,
      });
      return beta.messages
        .toolRunner({
          ...question,
          tools: [{ ...weather, run: tool as () => string, parse: (input: unknown) => input }],
        })
        .runUntilDone();
    });

  it('has a span for each tool, above what the tool does', async () => {
    let inside: string | undefined;
    await run(async () => {
      await traced.client.messages.countTokens({ model: 'm', messages: question.messages });
      inside = trace.getActiveSpan()?.spanContext().spanId;
      return 'sunny';
    });
    const [runner] = spansNamed('anthropic.messages.tool_runner');
    const [tool, ...others] = spansNamed('execute_tool get_weather');
    expect(others).toEqual([]);
    expect(tool).toMatchObject({
      kind: 'internal',
      scope: { name: 'llm-otel' },
      spanId: inside,
      parentSpanId: runner!.spanId,
      status: { code: 'unset' },
      attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.type': 'function',
        'gen_ai.tool.description': weather.description,
        'gen_ai.tool.call.id': expect.stringMatching(/^toolu_/),
        'llm_otel.outcome': 'completed',
      },
    });
    expect(spansNamed('anthropic.messages.countTokens')).toMatchObject([
      { parentSpanId: tool!.spanId },
    ]);
    const durations = (await traced.sink.metrics()).filter(
      ({ name }) => name === 'gen_ai.execute_tool.duration',
    );
    expect(durations).toHaveLength(1);
  });

  it('has an error where a tool throws, with no frame of ours on its stack', async () => {
    const thrown = new RangeError('of the application');
    await run(() => {
      Error.captureStackTrace(thrown);
      throw thrown;
    });
    expect(thrown.stack).not.toContain('/dist/observe/');
    expect(spansNamed('execute_tool')).toMatchObject([
      {
        status: { code: 'error' },
        attributes: { 'error.type': 'tool_error', 'llm_otel.outcome': 'error' },
      },
    ]);
  });

  it('leaves the spans to the SDK where they are asked for', async () => {
    await run(() => 'sunny', { openTelemetry: { tracerProvider: traced.sink.tracerProvider } });
    expect(spansNamed('execute_tool')).toEqual([]);
    expect(spansNamed('anthropic.custom_tool_use')).toHaveLength(1);
  });
});
