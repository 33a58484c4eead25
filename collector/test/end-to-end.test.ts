// The demo, through the real collector, into the real Jaeger and Prometheus.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readOtlpFile, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { jaegerSpans, query, rulesOf, type JaegerSpan } from './backends.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

/** The spans of the demo, each with its parent. */
const ANSWER = 'chain.step answer a question';
const EXPECTED = [
  [ANSWER, undefined],
  ['llm.call embeddings', ANSWER],
  ['retrieval handbook', ANSWER],
  ['llm.call embeddings', 'retrieval handbook'],
  ['chain.step rerank', ANSWER],
  ['llm.call chat', ANSWER],
  ['execute_tool remaining_leave', ANSWER],
  ['llm.call chat', ANSWER],
] as const;

describe.skipIf(missing.length > 0 && !mustRun)('the demo', () => {
  let directory: string;
  let stack: Stack;
  let stdout: string;
  let received: readonly SpanRecord[];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-stack-'));
    stack = await startStack({ directory, ports: 'free' });
    ({ stdout } = await run(process.execPath, ['examples/rag/demo.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: {
        PATH: process.env['PATH'],
        OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp,
        LLM_OTEL_LOG_DIR: path.join(directory, 'llm_logs'),
        LLM_OTEL_DETAILS_EVENT: 'always',
      },
    }));
    received = await eventually('spans in the JSON Lines file', async () => {
      const { spans } = await readOtlpFile(stack.files.traces);
      return spans.length > 0 ? spans : undefined;
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('prints where to look', () => {
    expect(stdout).toContain('http://127.0.0.1:16686');
    expect(stdout).toContain('http://127.0.0.1:9090');
  });

  it('comes back from Jaeger with the right parents', async () => {
    const spans = await eventually('spans in Jaeger', async () => {
      const found = await jaegerSpans(stack.endpoints.jaeger, 'rag-demo');
      return found.length >= received.length ? found : undefined;
    });
    expect(new Set(spans.map((span) => span.traceID)).size).toBe(1);
    const edges = spans.map((span) => [title(span), parentTitle(span, spans)]);
    expect(edges).toHaveLength(EXPECTED.length);
    expect(edges).toEqual(expect.arrayContaining([...EXPECTED]));
    expect(new Map(spans.map((span) => [span.spanID, title(span)]))).toEqual(
      new Map(received.map((span) => [span.spanId, titleOf(span.name, span.attributes)])),
    );
  });

  it('comes back from Prometheus after a scrape', async () => {
    const total = sumOf(received, 'gen_ai.usage.output_tokens');
    const tokens = await eventually('the token counter', async () => {
      const [sample] = await query(
        stack.endpoints.prometheus,
        'sum by (gen_ai_request_model) (gen_ai_client_inference_usage_output_tokens_total)',
      );
      return sample;
    });
    expect(Number(tokens.value[1])).toBe(total);
    const calls = await query(
      stack.endpoints.prometheus,
      'sum(gen_ai_client_inference_duration_seconds_count{job="rag-demo", error_type=""})',
    );
    const inferences = received.filter(
      (span) => span.attributes['gen_ai.operation.name'] === 'chat',
    );
    expect(Number(calls[0]?.value[1])).toBe(inferences.length);
    const quantile = await query(
      stack.endpoints.prometheus,
      'histogram_quantile(0.95, sum by (le) (gen_ai_client_inference_duration_seconds_bucket))',
    );
    expect(Number(quantile[0]?.value[1])).toBeGreaterThan(0);
  });

  it('costs the same in every sink, to the billionth of a dollar', async () => {
    const nanos = (dollars: unknown): number => Math.round(Number(dollars ?? 0) * 1e9);
    const spans = received.map(({ attributes }) => nanos(attributes['llm_otel.cost.amount']));
    const total = spans.reduce((sum, cost) => sum + cost, 0);
    expect(total).toBeGreaterThan(0);
    const [sample] = await query(stack.endpoints.prometheus, 'sum(llm_otel_cost_total)');
    expect(nanos(sample?.value[1])).toBe(total);
    const { stdout: answer } = await run(process.execPath, [
      path.join(import.meta.dirname, '../../packages/query/dist/main.js'),
      'stats',
      '--json',
      '--dir',
      path.join(directory, 'llm_logs'),
    ]);
    expect(nanos((JSON.parse(answer) as { total_cost: number }).total_cost)).toBe(total);
    expect(stdout).toMatch(/llm_otel\.cost +chat/);
  });

  it('is recorded under the names of every profile, by rules that all work', async () => {
    const { prometheus } = stack.endpoints;
    const inferences = received.filter(({ name }) => name === 'llm.call').length;
    const calls = await eventually('the recorded calls', async () => {
      const [sample] = await query(prometheus, 'sum(llm_requests_total{job="rag-demo"})');
      return Number(sample?.value[1]) === inferences ? inferences : undefined;
    });
    expect(calls).toBe(inferences);
    const recorded = ['llm_cost_dollars', 'llm_tokens_total', 'llm_request_latency_seconds_bucket'];
    for (const name of recorded) {
      expect({ name, series: (await query(prometheus, name)).length }).not.toEqual({
        name,
        series: 0,
      });
    }
    const rules = await rulesOf(prometheus);
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ health }) => health === 'err')).toEqual([]);
  });

  it('leads to metrics of the collector that the rules name', async () => {
    const { prometheus } = stack.endpoints;
    for (const name of ['otelcol_exporter_queue_size', 'otelcol_exporter_queue_capacity', 'up']) {
      const found = await eventually(name, async () => {
        const samples = await query(prometheus, `${name}{job="collector"}`);
        return samples.length > 0 ? samples : undefined;
      });
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it("stands in the collector's JSON Lines files", async () => {
    expect(received.map((span) => span.resource['service.name'])).toEqual(
      received.map(() => 'rag-demo'),
    );
    const { metrics } = await readOtlpFile(stack.files.metrics);
    expect(metrics.map((metric) => metric.name)).toContain('gen_ai.client.embeddings.duration');
    const { logs } = await readOtlpFile(stack.files.logs);
    expect(logs.map(({ eventName }) => eventName)).toEqual(
      Array.from({ length: 2 }, () => 'gen_ai.client.inference.operation.details'),
    );
  });

  it('is imported from there as it was logged by the demo itself', async () => {
    const command = (...args: readonly string[]): Promise<{ stdout: string }> =>
      run(process.execPath, [
        path.join(import.meta.dirname, '../../packages/query/dist/main.js'),
        ...args,
      ]);
    const imported = path.join(directory, 'imported');
    await command('import', stack.files.traces, '--dir', imported);
    const [theirs, own] = await Promise.all(
      [imported, path.join(directory, 'llm_logs')].map(async (logs) => {
        const { stdout: answer } = await command('export', '--format', 'jsonl', '--dir', logs);
        const records = answer
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
        return records
          .map(({ span_id, name, model_id, total_tokens, cost_usd, price_version, status }) => ({
            span_id,
            name,
            model_id,
            total_tokens,
            cost_usd,
            price_version,
            status,
          }))
          .toSorted((a, b) => String(a.span_id).localeCompare(String(b.span_id)));
      }),
    );
    expect(theirs).toEqual(own);
    expect(own).toHaveLength(EXPECTED.length);
  });
});

function title({ operationName, tags }: JaegerSpan): string {
  return titleOf(operationName, Object.fromEntries(tags.map(({ key, value }) => [key, value])));
}

/** The product's names repeat; what tells spans apart stands behind them. */
function titleOf(name: string, attributes: Readonly<Record<string, unknown>>): string {
  const detail =
    attributes['llm_otel.stage'] ??
    attributes['gen_ai.data_source.id'] ??
    (name === 'llm.call' ? attributes['gen_ai.operation.name'] : undefined);
  return detail === undefined ? name : `${name} ${String(detail)}`;
}

function parentTitle(span: JaegerSpan, spans: readonly JaegerSpan[]): string | undefined {
  const reference = span.references.find(({ refType }) => refType === 'CHILD_OF');
  const parent = spans.find(({ spanID }) => spanID === reference?.spanID);
  return parent === undefined ? undefined : title(parent);
}

function sumOf(spans: readonly SpanRecord[], attribute: string): number {
  return spans.reduce((sum, span) => sum + Number(span.attributes[attribute] ?? 0), 0);
}
