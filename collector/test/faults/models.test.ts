// An application names 100,000 distinct models. What the collector keeps of metrics stays small, and no call is lost.

import { describe, expect, it } from 'vitest';
import { counted, lossesOf, samplesOf } from './collector-counts.ts';
import { faultyStack, isSkipped } from './faulty-stack.ts';
import { sendSpans } from './spans.ts';
import { storedInFile } from './stored.ts';

const MODELS = 100_000;

describe.skipIf(isSkipped)(`${MODELS} distinct models`, () => {
  it('in spans: the series are limited, and their sum is the number of calls', async () => {
    const stack = await faultyStack({
      variables: { LLM_OTEL_COLLECTOR_SPAN_METRICS_INTERVAL: '1s' },
    });
    const { otlpHttp, collectorMetrics, prometheusExporter } = stack.endpoints;
    await stack.start('collector');
    console.time('models');
    const { accepted } = await sendSpans(otlpHttp, {
      count: MODELS,
      perRequest: 1000,
      service: 'inventive',
      senders: 4,
      attributes: (number) => ({ 'gen_ai.request.model': `model-${number}` }),
    });
    console.timeEnd('models');
    expect(accepted.size).toBe(MODELS);
    const calls = (): Promise<number> => counted(prometheusExporter, 'traces_span_metrics_calls_total');
    await expect.poll(calls, { timeout: 60_000 }).toBe(MODELS);
    const page = await (await fetch(`${prometheusExporter}/metrics`)).text();
    console.log(samplesOf(page, 'traces_span_metrics_calls_total').length, page.length, samplesOf(page, 'traces_span_metrics_calls_total').filter(l => l.includes('overflow')), await counted(collectorMetrics, 'otelcol_process_memory_rss'));
    expect(await lossesOf(collectorMetrics)).toEqual({ refused: 0, notQueued: 0, notSent: 0 });
    expect((await storedInFile(stack.files.traces)).identities.size).toBe(MODELS);
  });
});
