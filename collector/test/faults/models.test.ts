// An application names 100,000 distinct models. What the collector keeps of metrics stays small, and no call is lost.

import { describe, expect, it } from 'vitest';
import { counted, lossesOf, samplesOf } from './collector-counts.ts';
import { faultyStack, isSkipped } from './faulty-stack.ts';
import { ownCounts, startProgram } from './program.ts';
import { sendSpans } from './spans.ts';
import { storedInFile } from './stored.ts';

const MODELS = 100_000;
const DURATIONS = 'gen_ai_client_inference_duration_seconds_count';
const CALLS = 'traces_span_metrics_calls_total';

describe.skipIf(isSkipped)(`${MODELS} distinct models`, () => {
  it('in spans: the series are limited, and their sum is the number of calls', async () => {
    const stack = await faultyStack({
      variables: { LLM_OTEL_COLLECTOR_SPAN_METRICS_INTERVAL: '1s' },
    });
    const { otlpHttp, collectorMetrics, prometheusExporter } = stack.endpoints;
    await stack.start('collector');
    const { accepted } = await sendSpans(otlpHttp, {
      count: MODELS,
      perRequest: 1000,
      service: 'inventive',
      senders: 4,
      attributes: (number) => ({ 'gen_ai.request.model': `model-${number}` }),
    });
    expect(accepted.size).toBe(MODELS);
    const calls = (): Promise<number> => counted(prometheusExporter, CALLS);
    await expect.poll(calls, { timeout: 60_000 }).toBe(MODELS);
    const page = await (await fetch(`${prometheusExporter}/metrics`)).text();
    const series = samplesOf(page, CALLS);
    // Those of the limit, and one for all others.
    expect(series).toHaveLength(2001);
    expect(series.filter((line) => line.includes('otel_metric_overflow="true"'))).toHaveLength(1);
    expect(await lossesOf(collectorMetrics)).toEqual({ refused: 0, notQueued: 0, notSent: 0 });
    expect((await storedInFile(stack.files.traces)).identities.size).toBe(MODELS);
  });

  it('in metrics of an application: the package limits them', async () => {
    const stack = await faultyStack();
    await stack.start('collector');
    const { stderr } = await startProgram({
      source: `import { llmCall } from 'llm-otel';
        for (let call = 1; call <= ${MODELS}; call += 1) {
          await llmCall({ provider: 'own', model: \`model-\${call}\` }, async () => 'fine');
        }`,
      endpoint: stack.endpoints.otlpHttp,
      env: { OTEL_TRACES_EXPORTER: 'none', OTEL_SERVICE_NAME: 'inventive' },
    }).finished;
    const { prometheusExporter } = stack.endpoints;
    const page = await (await fetch(`${prometheusExporter}/metrics`)).text();
    const series = samplesOf(page, DURATIONS);
    expect(series.length).toBeLessThan(1000);
    expect(await counted(prometheusExporter, DURATIONS)).toBe(MODELS);
    expect(ownCounts(stderr, 'metrics').lost).toBe(0);
  });
});
