// Predictions that take several requests: one call has one span, and the tokens are counted once, where the end is first
// known. What the program prints is what it prints without us.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { checked } from '../../call-log/call-record-schema.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
beforeEach(() => sink.reset());
afterAll(() => sink.close());

const ENDED = {
  status: 'succeeded',
  output: ['A ', 'poem'],
  metrics: { predict_time: 0.6, input_token_count: 1000, output_token_count: 500 },
};

/** Runs `use` of a client whose requests for predictions get `answers`, one after the other. */
async function run(answers: readonly object[], use: string) {
  const scenario = {
    format: 'esm' as const,
    source: `
      import Replicate from 'replicate';
      const answers = ${JSON.stringify(answers)};
      const fetch = async (url, { method = 'GET' } = {}) => {
        const { pathname } = new URL(url);
        console.log(method, pathname);
        if (pathname.startsWith('/v1/stream')) return new Response('event: output\\ndata: A poem\\n\\nevent: done\\ndata: {}\\n\\n');
        if (pathname.endsWith('.webp')) return new Response('the bytes of a file');
        return Response.json({ id: 'p1', model: 'meta/llama', ...answers.shift() });
      };
      const client = new Replicate({ auth: 'unused', fetch });
      const input = { prompt: 'Write' };
      ${use}`,
  };
  const bare = await runScenario(scenario);
  const traced = await runScenario({
    ...scenario,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { LLM_OTEL_LOG_DIR: 'llm_logs', OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
  });
  expect([traced.exitCode, traced.stdout]).toEqual([bare.exitCode, bare.stdout]);
  return {
    printed: bare.stdout,
    spans: sink.traces(),
    records: checked(traced.callRecords()),
  };
}

const STARTING = { status: 'starting' };
const PROCESSING = { status: 'processing' };
const COUNTED = { prompt_tokens: 1000, completion_tokens: 500, response_id: 'p1' };

it('has one span for a run that polls, with the tokens of its end', async () => {
  const { printed, spans, records } = await run(
    [STARTING, PROCESSING, ENDED],
    `const seen = [];
     const output = await client.run('meta/llama', { input, wait: { mode: 'poll', interval: 1 } },
       ({ status }) => seen.push(status));
     console.log(output.join(''), seen.join());`,
  );
  expect(printed.match(/GET/g)).toHaveLength(2);
  expect(spans).toHaveLength(1);
  expect(records).toMatchObject([
    {
      ...COUNTED,
      operation: 'generate_content',
      provider: 'replicate',
      model_id: 'meta/llama',
      finish_reasons: ['succeeded'],
      backend_latency_ms: 600,
      cost_usd: null,
    },
  ]);
});

it('says that a run failed, and why nothing of it is counted twice', async () => {
  const failed = { status: 'failed', error: 'CUDA out of memory' };
  const { spans, records } = await run(
    [STARTING, failed, failed],
    `await client.run('meta/llama:${'0'.repeat(64)}', { input, wait: { mode: 'poll', interval: 1 } })
       .catch(({ message }) => console.log(message));
     console.log((await client.predictions.get('p1')).status);`,
  );
  expect(spans.map(({ status }) => status.code)).toEqual(['error', 'unset']);
  expect(records).toMatchObject([
    {
      success: false,
      error_code: 'prediction_failed',
      error_class: 'server',
      model_id: 'meta/llama',
    },
  ]);
});

it('counts the tokens of a prediction at the fetch that finds its end', async () => {
  const { spans, records } = await run(
    [STARTING, PROCESSING, ENDED, ENDED],
    `const made = await client.predictions.create({ model: 'meta/llama', input, webhook: 'https://example.com/hook' });
     for (let poll = 0; poll < 3; poll += 1) console.log((await client.predictions.get(made.id)).status);`,
  );
  expect(spans.map(({ name }) => name)).toEqual([
    'llm.call',
    ...Array<string>(3).fill('fetch_response'),
  ]);
  expect(records).toMatchObject([{ success: true, response_id: 'p1' }, COUNTED]);
  expect(records[0]).not.toHaveProperty('prompt_tokens');
});

it('counts the tokens of a stream at a fetch of the application, and asks for none itself', async () => {
  const { printed, spans, records } = await run(
    [{ ...STARTING, urls: { stream: 'https://stream.replicate.com/v1/stream/p1' } }, ENDED, ENDED],
    `for await (const { event, data } of client.stream('meta/llama', { input })) console.log(event, data);
     for (let poll = 0; poll < 2; poll += 1) console.log((await client.predictions.get('p1')).status);`,
  );
  expect(printed.match(/^(?:GET|POST) /gm)).toHaveLength(4);
  expect(spans.map(({ name }) => name)).toEqual(['llm.call', 'fetch_response', 'fetch_response']);
  expect(records).toMatchObject([{ success: true, stream: true, response_id: 'p1' }, COUNTED]);
  expect(records[0]).not.toHaveProperty('prompt_tokens');
});

it('has one span for a wait, whatever it polls', async () => {
  const { spans, records } = await run(
    [STARTING, PROCESSING, PROCESSING, ENDED],
    `const made = await client.predictions.create({ model: 'meta/llama', input });
     console.log((await client.wait(made, { interval: 1 })).output.join(''));`,
  );
  expect(spans.map(({ name }) => name)).toEqual(['llm.call', 'fetch_response']);
  expect(records).toMatchObject([{ success: true }, COUNTED]);
});

it('counts what a webhook brought, which `wait` returns at once', async () => {
  const { printed, records } = await run(
    [STARTING],
    `await client.predictions.create({ model: 'meta/llama', input });
     const body = ${JSON.stringify({ id: 'p1', model: 'meta/llama', ...ENDED })};
     console.log((await client.wait(body)) === body);`,
  );
  expect(printed).toContain('true');
  expect(records).toMatchObject([{ success: true }, COUNTED]);
});

it('leaves the files of a run unread and unchanged', async () => {
  const file = 'https://replicate.delivery/x/out.webp';
  const { printed, spans } = await run(
    [{ ...ENDED, output: [file], metrics: { image_count: 1 } }],
    `const [output] = await client.run('meta/llama', { input });
     console.log(output.constructor.name, output.locked, String(output), output.url().href);
     console.log(Reflect.ownKeys(output).length, await (await output.blob()).text());`,
  );
  expect(printed).toContain(`FileOutput false ${file} ${file}`);
  expect(printed).toContain('the bytes of a file');
  expect(spans[0]!.attributes).toMatchObject({ 'llm_otel.usage.images': 1 });
});

it('keeps calls apart that run beside each other', async () => {
  const { spans, records } = await run(
    [ENDED, { ...ENDED, id: 'p2' }, { ...ENDED, id: 'p3' }],
    `await Promise.all([
       client.run('meta/llama', { input }),
       client.run('meta/llama', { input }),
       client.predictions.create({ model: 'meta/llama', input, wait: true }),
     ]);`,
  );
  expect(spans).toHaveLength(3);
  expect(records.map(({ response_id: id }) => id).toSorted()).toEqual(['p1', 'p2', 'p3']);
});
