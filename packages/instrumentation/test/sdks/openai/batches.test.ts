// Batches: the fetch that finds one ended is the first to know what it took.

import { describe, expect, it } from 'vitest';
import { checked } from '../../call-log/call-record-schema.ts';
import { pointsNamed } from '../../support/metric-points.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

const traced = useTracedProgram();

const BATCH = {
  id: 'batch_1',
  object: 'batch',
  endpoint: '/v1/chat/completions',
  model: 'gpt-5',
  request_counts: { total: 3, completed: 0, failed: 0 },
};
const USAGE = {
  input_tokens: 1000,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 500,
  output_tokens_details: { reasoning_tokens: 100 },
  total_tokens: 1500,
};
const DONE = {
  status: 'completed',
  request_counts: { total: 3, completed: 2, failed: 1 },
  usage: USAGE,
};

/** Fetches a batch as often as there are `answers`. */
async function poll(...answers: readonly object[]) {
  const { exitCode, stderr, callRecords } = await traced.run(
    { LLM_OTEL_LOG_DIR: 'llm_logs', OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url },
    `import OpenAI from 'openai';
    const answers = ${JSON.stringify(answers.map((answer) => ({ ...BATCH, ...answer })))};
    const fetch = async () => Response.json(answers.shift());
    const { batches } = new OpenAI({ fetch, maxRetries: 0 });
    while (answers.length > 0) await batches.retrieve('batch_1');`,
  );
  expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
  return checked(callRecords());
}
const valuesOf = (name: string): unknown[] =>
  pointsNamed(traced.sink().metrics(), name).map(({ value }) => value);

describe('a batch of openai', () => {
  it('counts its tokens and its cost once, at the fetch that finds its end', async () => {
    const records = await poll({ status: 'in_progress' }, DONE, DONE);
    expect(records).toMatchObject([
      {
        log_type: 'generation_completed',
        operation: 'chat',
        model_version: 'gpt-5',
        response_id: 'batch_1',
        service_tier: 'batch',
        prompt_tokens: 1000,
        completion_tokens: 500,
        reasoning_tokens: 100,
        // (1000 × 1.25 + 500 × 10) / 2
        cost_usd: 0.003125,
      },
    ]);
    expect(valuesOf('gen_ai.client.inference.usage.input_tokens')).toEqual([1000]);
    expect(valuesOf('gen_ai.client.inference.usage.output_tokens')).toEqual([500]);
    const spans = traced.sink().traces();
    expect(spans.map(({ name, status }) => [name, status.code])).toEqual(
      Array.from({ length: 3 }, () => ['openai.batches.retrieve', 'unset']),
    );
    expect(spans[1]!.attributes).toMatchObject({
      'llm_otel.batch.completed': 2,
      'llm_otel.batch.failed': 1,
    });
  });

  it('of embeddings counts as such', async () => {
    const usage = { ...USAGE, input_tokens: 700, output_tokens: 0, total_tokens: 700 };
    const model = 'text-embedding-3-small';
    const records = await poll({ ...DONE, endpoint: '/v1/embeddings', model, usage });
    // 700 × 0.02 / 2
    expect(records).toMatchObject([
      { operation: 'embeddings', model_version: model, prompt_tokens: 700, cost_usd: 0.000007 },
    ]);
    expect(valuesOf('gen_ai.client.embeddings.usage.input_tokens')).toEqual([]);
    const points = pointsNamed(
      traced.sink().metrics(),
      'gen_ai.client.embeddings.operation.input_tokens',
    );
    expect(points).toMatchObject([{ sum: 700 }]);
    expect(valuesOf('gen_ai.client.inference.usage.input_tokens')).toEqual([]);
  });

  it('that failed, or has expired, is an error, once', async () => {
    const errors = { data: [{ code: 'invalid_json_line', message: 'This line is not JSON.' }] };
    const failed = { status: 'failed', errors };
    const expired = { ...DONE, id: 'batch_2', status: 'expired' };
    const records = await poll(failed, failed, expired);
    expect(records).toMatchObject([
      { log_type: 'request_failed', success: false, error_code: 'invalid_json_line' },
      { success: false, error_code: 'expired', prompt_tokens: 1000, completion_tokens: 500 },
    ]);
    const codes = traced
      .sink()
      .traces()
      .map(({ status }) => status.code);
    expect(codes).toEqual(['error', 'unset', 'error']);
  });

  it('that was cancelled counts what it took, and is no failure', async () => {
    const records = await poll({ ...DONE, status: 'cancelled' });
    expect(records).toMatchObject([{ success: true, outcome: 'aborted', prompt_tokens: 1000 }]);
  });

  it('of which nothing is known is not counted', async () => {
    expect(await poll({ status: 'completed' })).toEqual([]);
    expect(valuesOf('llm_otel.cost.unpriced_calls')).toEqual([]);
  });
});
