// LLM_OTEL_NATIVE: whoever records a call of an SDK that traces itself, it has one span for the
// inference, and one set of metrics unless the application wants theirs alone.

import { pathToFileURL } from 'node:url';
import { runScenario, type SpanRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import {
  anthropicEntryOf,
  anthropicVersions,
  tracesItself,
} from '../../support/traced-anthropic.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

/** Their scope; ours is the package's name. */
const THEIRS = 'com.anthropic.sdk.typescript';

const ask = (client: string, more = ''): string =>
  `await ${client}.messages.create({ model: 'claude-opus-5', max_tokens: 9, messages: [{ role: 'user', content: 'What is a span?' }]${more} })`;

const helper = (client: string): string =>
  `await ${client}.messages.stream({ model: 'claude-opus-5', max_tokens: 9, messages: [{ role: 'user', content: 'x' }] }).finalMessage()`;

/** A plain call, a stream, the helper of one, a call that fails. */
const calls = (client: string): string => `
  ${ask(client)};
  for await (const event of ${ask(client, ', stream: true')});
  ${helper(client)};
  try { ${ask(client, ', temperature: 1')} } catch {}`;

const program = (version: (typeof anthropicVersions)[number], options = '', more = ''): string => `
  import Anthropic from ${JSON.stringify(pathToFileURL(anthropicEntryOf(version).replace(/js$/, 'mjs')).href)};
  const client = new Anthropic({ maxRetries: 0, fetch: (url, init) => fetch(url, init.body?.includes('temperature') ? { ...init, headers: { ...Object.fromEntries(init.headers), 'x-mock-status': '529' } } : init)${options} });
  ${more}
  ${calls('client')}`;

describe.each(anthropicVersions.filter(tracesItself))('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedProgram();

  const run = async (
    env: Readonly<Record<string, string>>,
    source = program(version),
  ): Promise<{
    ours: readonly SpanRecord[];
    theirs: readonly SpanRecord[];
    durations: number;
    records: readonly unknown[];
  }> => {
    const sink = traced.sink();
    const result = await traced.run(
      {
        ANTHROPIC_BASE_URL: traced.mock().anthropicUrl,
        ANTHROPIC_API_KEY: 'unused',
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
        LLM_OTEL_LOG_DIR: 'llm_logs',
        ...env,
      },
      source,
    );
    expect(result).toMatchObject({ exitCode: 0, stdout: '' });
    const spans = sink.traces().filter(({ name }) => !name.startsWith('GET'));
    const ofThem = (span: SpanRecord): boolean => span.scope.name === THEIRS;
    return {
      ours: spans.filter((span) => !ofThem(span)),
      theirs: spans.filter(ofThem),
      durations: sink
        .metrics()
        .filter(({ name }) => name === 'gen_ai.client.inference.duration')
        .flatMap(({ points }) => points)
        .reduce((sum, { count }) => sum + Number(count), 0),
      records: result.callRecords().map(({ outcome }) => outcome),
    };
  };
  const outcomes = ['completed', 'completed', 'completed', 'error'];

  it('is silent by default: the spans are ours', async () => {
    const { ours, theirs, durations, records } = await run({});
    expect(theirs).toEqual([]);
    expect(ours.map(({ attributes }) => attributes['llm_otel.outcome'])).toEqual(outcomes);
    expect({ durations, records }).toEqual({ durations: 4, records: outcomes });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['by LLM_OTEL_NATIVE=adopt', { LLM_OTEL_NATIVE: 'adopt' }, ''],
    ['by ANTHROPIC_OPEN_TELEMETRY', { ANTHROPIC_OPEN_TELEMETRY: 'true' }, ''],
    [
      'by its option',
      {},
      ", openTelemetry: { traces: { enabled: true, contentMode: 'content', maxContentBytes: 9 } }",
    ],
  ])('has its spans completed when they are asked for %s', async (_how, env, options) => {
    const source = `${program(version, options, 'const tracer = client._tracer;')}
      if (client._tracer !== tracer) console.log('the client has another tracer');`;
    const { ours, theirs, durations, records } = await run(env, source);
    expect(ours).toEqual([]);
    expect(theirs.map(({ name }) => name)).toEqual(outcomes.map(() => 'anthropic.messages.create'));
    expect(theirs[0]).toMatchObject({
      status: { code: 'ok' },
      attributes: {
        'anthropic.message.stop_reason': 'max_tokens',
        'gen_ai.response.finish_reasons': ['length'],
        'llm_otel.outcome': 'completed',
      },
    });
    expect(theirs.map(({ attributes }) => attributes['llm_otel.outcome'])).toEqual(outcomes);
    expect(theirs[3]).toMatchObject({
      status: { code: 'error' },
      attributes: { 'error.type': 'overloaded_error' },
    });
    expect({ durations, records }).toEqual({ durations: 4, records: outcomes });
  });

  it('has the span of its tool runner between our spans, below those of the application', async () => {
    const source = `import { chainStep } from 'llm-otel';
      import Anthropic from ${JSON.stringify(pathToFileURL(anthropicEntryOf(version).replace(/js$/, 'mjs')).href)};
      const client = new Anthropic();
      const tool = { name: 'get_weather', description: 'The weather', input_schema: { type: 'object' }, run: () => 'sunny', parse: (input) => input };
      await chainStep('answer', () => client.beta.messages.toolRunner({ model: 'claude-opus-5', max_tokens: 9,
        messages: [{ role: 'user', content: 'What is the weather in Paris?' }], tools: [tool] }).runUntilDone());`;
    const { ours, theirs } = await run({}, source);
    const step = ours.find(({ name }) => name === 'chain.step')!;
    expect(theirs).toMatchObject([
      { name: 'anthropic.messages.tool_runner', parentSpanId: step.spanId },
    ]);
    expect(ours.filter(({ name }) => name.startsWith('execute_tool'))).toMatchObject([
      { parentSpanId: theirs[0]!.spanId },
    ]);
  });

  it('adopts spans of streams that are stopped and of those that nobody reads', async () => {
    const source = program(
      version,
      '',
      `for await (const event of ${ask('client', ', stream: true')}) break;
       ${ask('client', ', stream: true')};`,
    );
    const { ours, theirs } = await run({ LLM_OTEL_NATIVE: 'adopt' }, source);
    expect(ours).toEqual([]);
    expect(theirs.map(({ attributes }) => attributes['llm_otel.outcome']).toSorted()).toEqual(
      ['aborted', 'abandoned', ...outcomes].toSorted(),
    );
  });

  describe('with a provider of the application', () => {
    const scopes = async (
      env: Readonly<Record<string, string>>,
      options = '',
    ): Promise<unknown> => {
      const source = `
        import { metrics, trace } from '@opentelemetry/api';
        import { createTelemetrySink } from '@llm-otel/testkit';
        const sink = createTelemetrySink();
        trace.setGlobalTracerProvider(sink.tracerProvider);
        metrics.setGlobalMeterProvider(sink.meterProvider);
        ${program(version, options, 'await client.models.list();')}
        const durations = (await sink.metrics()).filter(({ name }) => name.endsWith('inference.duration'));
        console.log(JSON.stringify([sink.spans().map(({ scope }) => scope.name), durations.length]));`;
      const { stdout } = await traced.run(
        { ANTHROPIC_BASE_URL: traced.mock().anthropicUrl, ANTHROPIC_API_KEY: 'unused', ...env },
        source,
      );
      return JSON.parse(stdout) as unknown;
    };
    const four = (scope: string): string[] => outcomes.map(() => scope);

    it('is silent by default, whatever is called', async () => {
      expect(await scopes({})).toEqual([four('llm-otel'), 1]);
    });

    it('is silent with clients that were made before they were patched', async () => {
      const source = `
        import { trace } from '@opentelemetry/api';
        import { createTelemetrySink } from '@llm-otel/testkit';
        import { instrument } from 'llm-otel';
        const sink = createTelemetrySink();
        trace.setGlobalTracerProvider(sink.tracerProvider);
        ${program(
          version,
          '',
          `${helper('client')};
           console.log(JSON.stringify(sink.spans().map(({ scope }) => scope.name)));
           sink.reset();
           instrument(client);
           ${helper('client')};
           instrument(Anthropic);
           await new Anthropic().models.list();`,
        )}
        console.log(JSON.stringify(sink.spans().map(({ scope }) => scope.name)));`;
      const { stdout } = await runScenario({
        format: 'esm',
        source,
        env: { ANTHROPIC_BASE_URL: traced.mock().anthropicUrl, ANTHROPIC_API_KEY: 'unused' },
      });
      const [before, after] = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      expect(before).toEqual([THEIRS]);
      expect(after).toEqual(['llm-otel', ...four('llm-otel')]);
    });

    it('records on its spans where the client is given the provider', async () => {
      const option = ', openTelemetry: { tracerProvider: sink.tracerProvider }';
      expect(await scopes({}, option)).toEqual([[THEIRS, ...four(THEIRS)], 1]);
    });

    it('is alone with LLM_OTEL_NATIVE=off', async () => {
      expect(await scopes({ LLM_OTEL_NATIVE: 'off' })).toEqual([[THEIRS, ...four(THEIRS)], 0]);
    });
  });

  it('leaves calls to us with LLM_OTEL_NATIVE=off where it is switched off', async () => {
    const { ours, theirs, durations } = await run(
      { LLM_OTEL_NATIVE: 'off' },
      program(version, ', openTelemetry: false'),
    );
    expect([ours.length, theirs.length, durations]).toEqual([4, 0, 4]);
  });
});
