// Whatever stands above an SDK: each call of a model has one inference span, one call record, one measurement and one cost,
// sampled or not, whichever is loaded first, and also if the service fails at first.

import {
  type MockLlm,
  type OtlpSink,
  runScenario,
  startMockLlm,
  startOtlpSink,
} from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let mock: MockLlm;
let sink: OtlpSink;
beforeAll(async () => {
  [mock, sink] = await Promise.all([startMockLlm(), startOtlpSink()]);
});
afterEach(() => sink.reset());
afterAll(() => Promise.all([mock.close(), sink.close()]));

interface Pair {
  /** Imports, which may stand in either order. */
  readonly imports: readonly [string, string];
  /** Asks the model twice: once plain, once as a stream where the framework has one. */
  readonly use: string;
}

const OPENAI = `import OpenAI from 'openai';`;
const ANTHROPIC = `import Anthropic from '@anthropic-ai/sdk';`;
const PAIRS: Readonly<Record<string, Pair>> = {
  'openai alone': {
    imports: [OPENAI, ''],
    use: `
      const client = new OpenAI();
      const asked = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] };
      await client.chat.completions.create(asked);
      for await (const chunk of await client.chat.completions.create({ ...asked, stream: true, stream_options: { include_usage: true } })) void chunk;`,
  },
  'the AI SDK over openai': {
    imports: [`import { generateText, streamText } from 'ai';`, OPENAI],
    use: `
      const client = new OpenAI();
      const usageOf = ({ prompt_tokens: given, completion_tokens: said }) => ({ inputTokens: { total: given }, outputTokens: { total: said } });
      const finishReason = { unified: 'stop', raw: 'stop' };
      const messages = [{ role: 'user', content: 'Hi' }];
      const model = {
        specificationVersion: 'v3', provider: 'openai.chat', modelId: 'gpt-4o', supportedUrls: {},
        async doGenerate() {
          const answer = await client.chat.completions.create({ model: 'gpt-4o', messages });
          return { content: [{ type: 'text', text: answer.choices[0].message.content }], finishReason, usage: usageOf(answer.usage), warnings: [] };
        },
        async doStream() {
          const chunks = await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true, stream_options: { include_usage: true } });
          return { stream: ReadableStream.from((async function* () {
            yield { type: 'stream-start', warnings: [] };
            yield { type: 'text-start', id: '1' };
            let usage;
            for await (const chunk of chunks) {
              usage = chunk.usage ?? usage;
              if (chunk.choices[0]?.delta.content) yield { type: 'text-delta', id: '1', delta: chunk.choices[0].delta.content };
            }
            yield { type: 'text-end', id: '1' };
            yield { type: 'finish', finishReason, usage: usageOf(usage) };
          })()) };
        },
      };
      await generateText({ model, prompt: 'Hi' });
      for await (const part of streamText({ model, prompt: 'Hi' }).textStream) void part;`,
  },
  'OpenAI Agents over openai': {
    imports: [
      `import { Agent, OpenAIChatCompletionsModel, run, setTraceProcessors } from '@openai/agents';`,
      OPENAI,
    ],
    use: `
      setTraceProcessors([]);
      const model = new OpenAIChatCompletionsModel(new OpenAI(), 'gpt-4o');
      const agent = new Agent({ name: 'brief', instructions: 'Be brief.', model });
      await run(agent, 'Hi');
      const streamed = await run(agent, 'Hi', { stream: true });
      for await (const event of streamed) void event;
      await streamed.completed;`,
  },
  'LangChain over openai': {
    imports: [`import { ChatOpenAI } from '@langchain/openai';`, OPENAI],
    use: `
      void OpenAI;
      const model = new ChatOpenAI({ model: 'gpt-4o', streamUsage: true, configuration: { baseURL: process.env.OPENAI_BASE_URL } });
      await model.invoke('Hi');
      for await (const chunk of await model.stream('Hi')) void chunk;`,
  },
  'LangChain over Anthropic': {
    imports: [`import { ChatAnthropic } from '@langchain/anthropic';`, ANTHROPIC],
    use: `
      void Anthropic;
      const model = new ChatAnthropic({ model: 'claude-sonnet-4-5', anthropicApiUrl: process.env.ANTHROPIC_BASE_URL });
      await model.invoke('Hi');
      for await (const chunk of await model.stream('Hi')) void chunk;`,
  },
};

async function counted({ use }: Pair, imports: readonly string[], env = {}) {
  const result = await runScenario({
    format: 'esm',
    source: `${imports.join('\n')}${use}`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      ANTHROPIC_BASE_URL: mock.anthropicUrl,
      ANTHROPIC_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      LLM_OTEL_LOG_DIR: 'llm_logs',
      ...env,
    },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  const calls = result.callRecords().filter((record) => record['operation'] === 'chat');
  const metric = (name: string) =>
    sink
      .metrics()
      .filter((one) => one.name === name)
      .at(-1)?.points ?? [];
  const sum = (values: readonly unknown[]): number =>
    values.reduce<number>((all, value) => all + Math.round(Number(value ?? 0) * 1e9), 0);
  const recorded = (field: string): number => sum(calls.map((call) => call[field]));
  return {
    spans: sink.traces().filter(({ name }) => name === 'llm.call').length,
    records: calls.length,
    measured: metric('gen_ai.client.inference.duration').reduce(
      (all, { count }) => all + Number(count),
      0,
    ),
    hasUsage: calls.every((call) => Number(call['prompt_tokens']) > 0),
    isOneCost: sum(metric('llm_otel.cost').map(({ value }) => value)) === recorded('cost_usd'),
    areOneInput:
      sum(metric('gen_ai.client.inference.usage.input_tokens').map(({ value }) => value)) ===
      recorded('prompt_tokens'),
  };
}

const TWO = { records: 2, measured: 2, hasUsage: true, isOneCost: true, areOneInput: true };

describe.each(Object.entries(PAIRS))('%s', (_name, pair) => {
  it('is counted once, whichever is loaded first', async () => {
    expect(await counted(pair, pair.imports)).toEqual({ spans: 2, ...TWO });
    sink.reset();
    expect(await counted(pair, pair.imports.toReversed())).toEqual({ spans: 2, ...TWO });
  });

  it('is counted once where nothing is sampled', async () => {
    const env = { OTEL_TRACES_SAMPLER: 'always_off' };
    expect(await counted(pair, pair.imports, env)).toEqual({ spans: 0, ...TWO });
  });

  it('is counted once if the service fails at first', async () => {
    mock.behaveNext({ status: 500, failTimes: 1 });
    const { measured, ...rest } = await counted(pair, pair.imports);
    // An attempt that a framework makes anew is measured, too.
    expect([2, 3]).toContain(measured);
    expect(rest).toMatchObject({ spans: 2, isOneCost: true, areOneInput: true });
  });
});
