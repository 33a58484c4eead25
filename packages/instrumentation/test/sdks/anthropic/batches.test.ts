// The results of batches: each is counted when it is read, once.

import { describe, expect, it } from 'vitest';
import { checked } from '../../call-log/call-record-schema.ts';
import { pointsNamed } from '../../support/metric-points.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

const traced = useTracedProgram();

const message = (id: string, content: string) => ({
  id,
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: content }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 900, output_tokens: 250, service_tier: 'batch' },
});
const RESULTS = [
  { type: 'succeeded', message: message('msg_1', 'canary') },
  {
    type: 'errored',
    error: {
      type: 'error',
      request_id: null,
      error: { type: 'invalid_request_error', message: 'the canary told her doctor about it' },
    },
  },
  { type: 'canceled' },
  { type: 'expired' },
].map((result, index) => ({ custom_id: `request-${index}`, result }));

/** Runs `read`, in which `results()` fetches the results of a batch. */
async function run(read: string, env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stderr, stdout, callRecords } = await traced.run(
    {
      LLM_OTEL_LOG_DIR: 'llm_logs',
      OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
      ANTHROPIC_API_KEY: 'unused',
      ...env,
    },
    `import Anthropic from '@anthropic-ai/sdk';
    const lines = ${JSON.stringify(RESULTS.map((result) => JSON.stringify(result)).join('\n'))};
    const batch = { id: 'msgbatch_1', processing_status: 'ended', results_url: 'https://api.anthropic.com/v1/results',
      request_counts: { processing: 0, succeeded: 1, errored: 1, canceled: 1, expired: 1 } };
    const fetch = async (url) => String(url).endsWith('results')
      ? new Response(lines, { headers: { 'content-type': 'application/x-jsonl' } })
      : Response.json(batch);
    const { messages, beta } = new Anthropic({ fetch, maxRetries: 0 });
    const results = (api = messages) => api.batches.results('msgbatch_1');
    ${read}`,
  );
  expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
  return { stdout, records: checked(callRecords()) };
}
const spans = () =>
  traced
    .sink()
    .traces()
    .filter(({ name }) => name.endsWith('results'));

const ALL = [
  {
    log_type: 'generation_completed',
    operation: 'chat',
    success: true,
    model_version: 'claude-sonnet-4-5',
    response_id: 'msg_1',
    service_tier: 'batch',
    prompt_tokens: 900,
    completion_tokens: 250,
    // (900 × 3 + 250 × 15) / 2
    cost_usd: 0.003225,
  },
  { log_type: 'request_failed', success: false, error_code: 'invalid_request_error' },
  { success: true, outcome: 'aborted' },
  { log_type: 'request_failed', success: false, error_code: 'expired', error_class: 'timeout' },
];

describe('the results of a batch of anthropic', () => {
  it('count when they are read: tokens, cost, failures', async () => {
    const { stdout, records } = await run(
      'for await (const { custom_id } of await results()) console.log(custom_id);',
    );
    expect(stdout.trim().split('\n')).toEqual(RESULTS.map((result) => result.custom_id));
    expect(records).toMatchObject(ALL);
    const metrics = traced.sink().metrics();
    const values = (name: string) => pointsNamed(metrics, name).map(({ value }) => value);
    expect(values('gen_ai.client.inference.usage.input_tokens')).toEqual([900]);
    expect(values('gen_ai.client.inference.usage.output_tokens')).toEqual([250]);
    expect(values('llm_otel.cost')).toEqual([0.003225]);
    expect(spans().map(({ status, attributes }) => [status.code, attributes])).toMatchObject([
      ['unset', { 'llm_otel.outcome': 'completed' }],
    ]);
    // No other record has the span of one.
    expect(new Set(records.map(({ span_id: id }) => id)).size).toBe(records.length);
    const parents = records.map(({ parent_span_id: parent }) => parent);
    expect(parents).toEqual(records.map(() => spans()[0]!.spanId));
    const retrieved = traced
      .sink()
      .traces()
      .find(({ name }) => name.endsWith('retrieve'));
    expect(retrieved?.attributes).toMatchObject({
      'llm_otel.batch.completed': 1,
      'llm_otel.batch.failed': 2,
    });
  });

  it('count once, however often they are read', async () => {
    const { records } = await run(
      `for await (const _ of await results()) break;
       for await (const _ of await results(beta.messages)) continue;
       for await (const _ of await results()) continue;`,
    );
    expect(records).toMatchObject(ALL);
    expect(spans().map(({ attributes }) => attributes['llm_otel.outcome'])).toEqual([
      'aborted',
      'completed',
      'completed',
    ]);
  });

  it('are not counted before they are read', async () => {
    const { records } = await run('await results();');
    expect(records).toEqual([]);
    expect(spans().map(({ attributes }) => attributes['llm_otel.outcome'])).toEqual(['abandoned']);
  });

  it('leave none of their texts, whatever is captured', async () => {
    const { records } = await run('for await (const _ of await results()) continue;', {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
    });
    expect(records).toMatchObject(ALL);
    expect(JSON.stringify(records)).not.toContain('canary');
  });
});
