// What a message of Anthropic says of the provider's own work for it: tools, citations, an advisor.

import { describe, expect, it } from 'vitest';
import { checked } from '../../call-log/call-record-schema.ts';
import { pointsNamed } from '../../support/metric-points.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

const traced = useTracedProgram();

const step = (type: string, input: number, output: number, more: object = {}) => ({
  type,
  input_tokens: input,
  output_tokens: output,
  ...more,
});
const citation = { type: 'web_search_result_location', cited_text: 'A', url: 'https://a.example' };
const text = (content: string, count: number) => ({
  type: 'text',
  text: content,
  citations: Array.from({ length: count }, () => citation),
});
const usage = {
  input_tokens: 3000,
  output_tokens: 300,
  server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
  service_tier: 'standard',
  iterations: [
    step('message', 1000, 100),
    step('advisor_message', 500, 50, { model: 'claude-opus-4-6' }),
    step('message', 2000, 200),
  ],
};
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [text('One', 2), text('Two', 1), { type: 'text', text: 'Three', citations: null }],
  stop_reason: 'end_turn',
  usage,
};
const events = [
  {
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, usage: step('', 1000, 1) },
  },
  { type: 'content_block_start', index: 0, content_block: text('', 0) },
  ...Array.from({ length: 3 }, () => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'citations_delta', citation },
  })),
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
  { type: 'message_stop' },
];
const sse = events
  .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  .join('');

async function run(stream: boolean, env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stderr, callRecords } = await traced.run(
    {
      LLM_OTEL_LOG_DIR: 'llm_logs',
      OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
      ANTHROPIC_API_KEY: 'unused',
      ...env,
    },
    `import Anthropic from '@anthropic-ai/sdk';
    const fetch = async () => ${
      stream
        ? `new Response(${JSON.stringify(sse)}, { headers: { 'content-type': 'text/event-stream' } })`
        : `Response.json(${JSON.stringify(message)})`
    };
    const params = { model: 'claude-sonnet-4-5', max_tokens: 9, stream: ${stream},
      messages: [{ role: 'user', content: 'What is a span?' }] };
    const answer = await new Anthropic({ fetch, maxRetries: 0 }).beta.messages.create(params);
    if (params.stream) for await (const _ of answer) continue;`,
  );
  expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
  return checked(callRecords());
}

describe.each([false, true])(
  'a message of anthropic with tools of the provider, stream: %s',
  (stream) => {
    it('has the counts of tools and citations, and the tokens of its own model', async () => {
      await run(stream);
      expect(traced.sink().traces()).toMatchObject([
        {
          attributes: {
            'gen_ai.usage.input_tokens': 3000,
            'gen_ai.usage.output_tokens': 300,
            'llm_otel.usage.web_searches': 2,
            'llm_otel.usage.web_fetches': 1,
            'llm_otel.citations': 3,
            // 3000 × 3 + 300 × 15 + 2 searches of a cent
            'llm_otel.cost.amount': 0.0335,
          },
        },
      ]);
    });

    it('counts what the advisor took as a call of that model, once', async () => {
      const capture = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' };
      const records = await run(stream, capture);
      const advised = {
        model_id: 'claude-opus-4-6',
        success: true,
        prompt_tokens: 500,
        completion_tokens: 50,
        // 500 × 5 + 50 × 25
        cost_usd: 0.00375,
      };
      const own = { model_id: 'claude-sonnet-4-5', prompt_tokens: 3000, completion_tokens: 300 };
      expect(records).toMatchObject([own, advised]);
      expect(records.map((record) => 'input_messages' in record)).toEqual([true, false]);
      const points = pointsNamed(
        traced.sink().metrics(),
        'gen_ai.client.inference.usage.input_tokens',
      ).map(({ value, attributes }) => [attributes['gen_ai.request.model'], value]);
      expect(points.toSorted()).toEqual([
        ['claude-opus-4-6', 500],
        ['claude-sonnet-4-5', 3000],
      ]);
    });
  },
);
