// What was asked for of the library, in programs that use it.
import { type MockLlm, type OtlpSink, startMockLlm, startOtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { runLogged } from './program-log.ts';
import { serve } from './served.ts';

let mock: MockLlm;
let sink: OtlpSink;
beforeAll(async () => {
  mock = await startMockLlm();
  sink = await startOtlpSink();
});
afterAll(() => Promise.all([mock.close(), sink.close()]));

it('S2-77: keeps the steps of a workflow in one trace, over awaits, timers, streams and messages of workers', async () => {
  const { log } = await runLogged(
    mock,
    `
    import { once } from 'node:events';
    import { setTimeout as wait } from 'node:timers/promises';
    import { isMainThread, parentPort, Worker } from 'node:worker_threads';
    import { context, propagation } from '@opentelemetry/api';
    import OpenAI from 'openai';
    import { chainStep } from 'llm-otel';
    const client = new OpenAI();
    const ask = (model, more = {}) => client.chat.completions.create(
      { model, messages: [{ role: 'user', content: 'Why?' }], ...more });
    if (isMainThread) {
      await chainStep('workflow', async () => {
        await ask('after-await');
        await wait(1);
        await ask('after-timer');
        await new Promise((done) => setTimeout(() => ask('in-timer').then(done), 1));
        for await (const chunk of await ask('stream', { stream: true })) {
          if (chunk.choices[0]?.delta.content) { await ask('in-stream'); break; }
        }
        const worker = new Worker(new URL(import.meta.url));
        const carrier = {};
        propagation.inject(context.active(), carrier);
        worker.postMessage(carrier);
        await once(worker, 'exit');
      });
    } else {
      // OpenTelemetry starts with the first call of a thread: before it there is no context to be in.
      const message = once(parentPort, 'message');
      await ask('first-of-worker');
      const [carrier] = await message;
      await context.with(propagation.extract(context.active(), carrier), () => ask('in-worker'));
      parentPort.unref();
    }`,
  );
  const { records } = await ask(log, 'logs', '--type', 'all');
  const step = records.find((one: { log_type: string }) => one.log_type === 'step_completed');
  const trace = await ask(log, 'trace', step.trace_id);
  const models = ['after-await', 'after-timer', 'in-timer', 'stream', 'in-stream', 'in-worker'];
  const below = trace.records.filter(
    ({ parent_span_id: parent }: { parent_span_id?: string }) => parent === step.span_id,
  );
  expect(below.map(({ model_id: model }: { model_id: string }) => model).toSorted()).toEqual(
    models.toSorted(),
  );
  const { stdout } = await run(['trace', step.trace_id, '--dir', log]);
  expect(stdout).toMatch(/^chain\.step workflow/m);
  expect(stdout.match(/^[├└] /gm)).toHaveLength(models.length);
});

it('S2-79: gives every value of a metric a time and labels', async () => {
  const source = `import OpenAI from 'openai';
    await new OpenAI().chat.completions.create(
      { model: 'gpt-4o', messages: [{ role: 'user', content: 'Why?' }] });`;
  await runLogged(mock, source, { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url });
  const points = sink.metrics().flatMap(({ points: all }) => all);
  expect(points.length).toBeGreaterThan(0);
  for (const point of points) {
    expect(point.value ?? point.sum).toEqual(expect.any(Number));
    expect(Number(point.timeUnixNano)).toBeGreaterThan(0);
    expect(point.attributes).toMatchObject({ 'gen_ai.request.model': 'gpt-4o' });
  }
});

it('S2-80: names a failure of unknown kind: _OTHER in the conventions, unknown where there is no word', async () => {
  const { log } = await runLogged(
    mock,
    `
    import { llmCall, tool } from 'llm-otel';
    const fail = () => { throw 'a text'; };
    try { tool('t', fail); } catch {}
    try { llmCall({ model: 'm', provider: 'p' }, fail); } catch {}`,
  );
  const { records } = await ask(log, 'logs', '--type', 'all');
  expect(records).toHaveLength(2);
  for (const record of records) {
    expect(record).toMatchObject({ error_code: '_OTHER', error_class: 'unknown' });
  }
  const { get } = await serve(log);
  const { body } = await get('/v1/metrics/prometheus');
  expect(body).toMatch(/llm_errors_total\{model="m",error_type="_OTHER"\} 1/);
});
