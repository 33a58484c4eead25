// Where telemetry goes: alone, to a collector, or to a provider of somebody else.

import { runScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { call, program, useTracedProgram } from '../support/traced-program.ts';

const { mock, sink, run } = useTracedProgram();

describe('alone', () => {
  it('appends flat call records and says once on stderr where', async () => {
    const result = await run({}, `${program} ${call}`);
    const records = result.callRecords();
    expect(records).toHaveLength(2);
    expect(result.stderr).toMatch(
      /^llm-otel: call records are appended to .*llm_logs_\d{4}-\d\d-\d\d\.jsonl\n$/,
    );
    expect(Object.keys(records[0]!)[0]).toBe('schema_version');
    expect(records[0]).toMatchObject({
      log_type: 'generation_completed',
      level: 'INFO',
      status: 'success',
      success: true,
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      operation: 'chat',
      provider: 'openai',
      model_id: 'gpt-4o',
      latency_ms: expect.any(Number),
      prompt_tokens: expect.any(Number),
      finish_reasons: ['stop'],
      outcome: 'completed',
    });
    expect(records[0]!['total_tokens']).toBe(
      Number(records[0]!['prompt_tokens']) + Number(records[0]!['completion_tokens']),
    );
    for (const value of Object.values(records[0]!)) {
      expect(Array.isArray(value) || typeof value !== 'object').toBe(true);
    }
  });

  it('counts its own start as no part of the first call', async () => {
    // From the call on every listener that is added takes an hour, by the clock of the process.
    const source = `import OpenAI from 'openai';
      const client = new OpenAI({ fetch: async () => Response.json({ choices: [] }) });
      const { now } = performance; let hours = 0;
      performance.now = () => now.call(performance) + hours * 3_600_000;
      process.on('newListener', () => hours++);
      await client.chat.completions.create({ model: 'gpt-4o', messages: [] });
      console.log(hours > 0);`;
    const result = await run({ LLM_OTEL_LOG_DIR: './llm_logs' }, source);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'true\n' });
    expect(result.callRecords()[0]!['latency_ms']).toBeLessThan(3_600_000);
  });

  it('prints diagnostics when OTEL_LOG_LEVEL asks for them', async () => {
    const result = await run({ OTEL_LOG_LEVEL: 'debug' });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(result.stderr).toContain('@opentelemetry/api');
  });

  it('writes failed calls too, before the program ends by itself', async () => {
    mock().behaveNext({ status: 400, errorCode: 'context_length_exceeded' });
    const result = await run();
    expect(result.exitCode).toBe(1);
    expect(result.callRecords()).toMatchObject([
      {
        log_type: 'request_failed',
        level: 'ERROR',
        status: 'failure',
        success: false,
        error_code: 'context_length_exceeded',
        error_message: expect.any(String),
      },
    ]);
  });

  it('writes what was recorded before process.exit()', async () => {
    const result = await run({}, `${program} process.exit(3);`);
    expect(result.exitCode).toBe(3);
    expect(result.callRecords()).toHaveLength(1);
  });

  it('writes a call whose result nobody reads, and one that never ends', async () => {
    const result = await run(
      {},
      `import OpenAI from 'openai'; import { chainStep } from 'llm-otel';
      chainStep.start('forgotten');
      new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`,
    );
    expect(mock().requests).toHaveLength(1);
    expect(result.callRecords()).toMatchObject([
      { stage: 'forgotten', outcome: 'abandoned' },
      { model_id: 'gpt-4o', outcome: 'abandoned' },
    ]);
  });

  it('writes into LLM_OTEL_LOG_DIR', async () => {
    const result = await run({ LLM_OTEL_LOG_DIR: './elsewhere/deep' });
    expect(result.stderr).toMatch(/elsewhere\/deep\/llm_logs_[\d-]+\.jsonl\n$/);
    expect(result.callRecords()).toEqual([]);
  });

  it('records calls that the sampler drops', async () => {
    const result = await run({ OTEL_TRACES_SAMPLER: 'always_off' });
    expect(result.callRecords()).toMatchObject([{ model_id: 'gpt-4o', success: true }]);
  });

  it('keeps the program running when nothing can be written, and says so once', async () => {
    const env = { LLM_OTEL_LOG_DIR: '/dev/null/impossible' };
    const result = await run(env, `${program} ${call}`);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(result.stderr).toMatch(/^llm-otel: a call record could not be written: .*ENOTDIR.*\n$/);
  });
});

describe('with an OTLP endpoint', () => {
  it('sends spans, metrics and events as JSON, and writes no file', async () => {
    const result = await run({
      OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
      OTEL_SERVICE_NAME: 'shop',
      LLM_OTEL_DETAILS_EVENT: 'always',
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n', stderr: '' });
    expect(result.callRecords()).toEqual([]);
    const paths = sink().requests.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['/v1/logs', '/v1/metrics', '/v1/traces']);
    const types = sink().requests.map(({ headers }) => headers['content-type']);
    expect(new Set(types)).toEqual(new Set(['application/json']));
    expect(sink().logs()).toMatchObject([
      {
        eventName: 'gen_ai.client.inference.operation.details',
        resource: { 'service.name': 'shop' },
      },
    ]);
    expect(sink().traces()).toHaveLength(1);
    expect(sink().traces()[0]?.resource).toMatchObject({ 'service.name': 'shop' });
    expect(sink().metrics().length).toBeGreaterThan(5);
  });

  it('writes call records as well where a directory is named', async () => {
    const result = await run({
      OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
      LLM_OTEL_LOG_DIR: './llm_logs',
    });
    expect(result.callRecords()).toMatchObject([{ trace_id: sink().traces()[0]?.traceId }]);
  });

  it('gives every process and worker thread an instance id of its own', async () => {
    const worker = `import { Worker, isMainThread } from 'node:worker_threads'; ${program}
      if (isMainThread) new Worker(new URL(import.meta.url));`;
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: sink().url }, worker);
    const ids = sink()
      .traces()
      .map((span) => span.resource['service.instance.id']);
    expect(new Set(ids).size).toBe(2);
  });

  it('counts calls that the sampler drops', async () => {
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, OTEL_TRACES_SAMPLER: 'always_off' });
    expect(sink().traces()).toEqual([]);
    const duration = sink()
      .metrics()
      .find((m) => m.name === 'gen_ai.client.inference.duration');
    expect(duration?.points).toMatchObject([{ count: 1 }]);
  });

  it('honours headers, compression, signal endpoints and resource attributes', async () => {
    await run({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${sink().url}/v1/traces`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.instance.id=mine',
    });
    expect(sink().requests).toHaveLength(1);
    expect(sink().requests[0]?.headers).toMatchObject({
      'x-team': 'a',
      'content-encoding': 'gzip',
    });
    expect(sink().traces()[0]?.resource).toMatchObject({
      'deployment.environment.name': 'test',
      'service.instance.id': 'mine',
    });
  });

  it('hands the set-up to sdk-node when the variables ask for more', async () => {
    await run({
      OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    });
    expect(sink().requests.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
      ['/v1/traces', 'application/x-protobuf'],
    ]);
  });
});

describe('with a collector that is down', () => {
  it.each([
    ['http://127.0.0.1:1', 'nothing listens there'],
    ['silent', 'it did not answer before the process ended'],
  ])('prints and exits like the bare program, but for one line (%s)', async (endpoint, said) => {
    if (endpoint === 'silent') sink().behave({ fault: 'never-answer' });
    const result = await run({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint === 'silent' ? sink().url : endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(result.stderr.split('\n')).toEqual([expect.stringContaining(said), '']);
  });
});

describe('with a provider of somebody else', () => {
  it('hands spans and metrics to it, and starts and writes nothing', async () => {
    const source = `
      import { trace, metrics } from '@opentelemetry/api';
      import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
      const exporter = new InMemorySpanExporter();
      const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
      trace.setGlobalTracerProvider(provider);
      ${program}
      console.log(exporter.getFinishedSpans().map((span) => span.name).join(), trace.getTracerProvider().getDelegate() === provider);`;
    const result = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: sink().url }, source);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\nllm.call true\n', stderr: '' });
    expect(result.callRecords()).toEqual([]);
    expect(sink().requests).toEqual([]);
  });
});

describe('the first helper call', () => {
  it('starts the SDK, without any LLM SDK and without a preload', async () => {
    const result = await runScenario({
      format: 'cjs',
      source: `const { chainStep, tool } = require('llm-otel'); chainStep('outer', () => tool('inner', () => 1));`,
    });
    const [inner, outer] = result.callRecords();
    expect(outer).toMatchObject({
      log_type: 'step_completed',
      name: 'chain.step',
      stage: 'outer',
      operation: 'invoke_workflow',
    });
    expect(inner).toMatchObject({
      log_type: 'tool_completed',
      name: 'execute_tool inner',
      parent_span_id: outer?.['span_id'],
      trace_id: outer?.['trace_id'],
    });
  });
});
