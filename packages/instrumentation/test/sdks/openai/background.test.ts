// Responses that run in the background: the fetch that finds one ended is the first to know its tokens.

import { describe, expect, it } from 'vitest';
import { checked } from '../../call-log/call-record-schema.ts';
import { pointsNamed } from '../../support/metric-points.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

const traced = useTracedProgram();

const USAGE = { input_tokens: 1000, output_tokens: 500, total_tokens: 1500 };
const BROKEN = { status: 'failed', error: { code: 'server_error', message: 'It broke.' } };

/** Creates a response and fetches it as often as there are further `answers`. */
async function poll(...answers: readonly object[]) {
  const { exitCode, stderr, callRecords } = await traced.run(
    { LLM_OTEL_LOG_DIR: 'llm_logs', OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url },
    `import OpenAI from 'openai';
    const answers = ${JSON.stringify(answers)};
    const fetch = async () => Response.json({ id: 'resp_bg', object: 'response', background: true,
      error: null, model: 'gpt-5', output: [], usage: null, ...answers.shift() });
    const { responses } = new OpenAI({ fetch, maxRetries: 0 });
    await responses.create({ model: 'gpt-5', input: 'Hi', background: answers[0].background });
    while (answers.length > 0) await responses.retrieve('resp_bg');`,
  );
  expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
  return checked(callRecords());
}
const tokensOf = (direction: string): unknown[] =>
  pointsNamed(traced.sink().metrics(), `gen_ai.client.inference.usage.${direction}_tokens`).map(
    ({ value }) => value,
  );

describe('a background response', () => {
  it('counts its tokens and its cost once, at the poll that finds its end', async () => {
    const done = { status: 'completed', usage: USAGE };
    const records = await poll({ status: 'queued' }, { status: 'in_progress' }, done, done);
    expect(records).toMatchObject([
      { log_type: 'generation_completed', success: true, cost_usd: null },
      // 1000 × 1.25 + 500 × 10
      {
        log_type: 'generation_completed',
        success: true,
        model_version: 'gpt-5',
        response_id: 'resp_bg',
        prompt_tokens: 1000,
        completion_tokens: 500,
        cost_usd: 0.00625,
      },
    ]);
    expect([tokensOf('input'), tokensOf('output')]).toEqual([[1000], [500]]);
    const spans = traced.sink().traces();
    expect(spans.map(({ name }) => name)).toEqual([
      'llm.call',
      ...Array<string>(3).fill('fetch_response'),
    ]);
    // The conventions have none on a fetch.
    const usage = spans.flatMap(({ attributes }) =>
      Object.keys(attributes).filter((key) => key.startsWith('gen_ai.usage')),
    );
    expect(usage).toEqual([]);
  });

  it('that failed is an error, once', async () => {
    const records = await poll({ status: 'queued' }, BROKEN, BROKEN);
    expect(records).toMatchObject([
      { success: true },
      { log_type: 'request_failed', success: false, error_code: 'server_error' },
    ]);
    const codes = traced
      .sink()
      .traces()
      .map(({ status }) => status.code);
    expect(codes).toEqual(['unset', 'error', 'unset']);
  });

  it('of an assistant has the model and the tokens of its run', async () => {
    const ended = {
      id: 'run_1',
      status: 'completed',
      model: 'gpt-4o',
      usage: { prompt_tokens: 1000, completion_tokens: 500 },
    };
    const failed = {
      ...ended,
      id: 'run_2',
      status: 'failed',
      usage: null,
      last_error: { code: 'rate_limit_exceeded', message: 'Slow down.' },
    };
    const { callRecords } = await traced.run(
      { LLM_OTEL_LOG_DIR: 'llm_logs' },
      `import OpenAI from 'openai';
      const answers = ${JSON.stringify([{ ...ended, status: 'queued', usage: null }, ended, ended, failed])};
      const fetch = async () => Response.json(answers.shift());
      const { runs } = new OpenAI({ fetch, maxRetries: 0 }).beta.threads;
      await runs.create('thread_1', { assistant_id: 'asst_1' });
      for (const id of ['run_1', 'run_1', 'run_2']) await runs.retrieve(id, { thread_id: 'thread_1' });`,
    );
    // 1000 × 2.5 + 500 × 10
    expect(checked(callRecords())).toMatchObject([
      { success: true, model_version: 'gpt-4o', total_tokens: 1500, cost_usd: 0.0075 },
      { success: false, model_version: 'gpt-4o', error_code: 'rate_limit_exceeded' },
    ]);
  });

  it('whose end its own call has seen, or that another call waited for, counts no more', async () => {
    const done = { status: 'completed', usage: USAGE };
    expect(await poll(done, done)).toHaveLength(1);
    expect(await poll({ ...done, background: false }, { ...done, background: false })).toHaveLength(
      1,
    );
  });
});
