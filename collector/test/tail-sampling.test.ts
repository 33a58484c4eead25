// With the overlay `tail-sampling` the real Jaeger keeps what somebody will look for, and a share of the rest; the
// files and the metrics stay complete.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { jaegerTraceIds, query } from './backends.ts';
import { eventually } from './eventually.ts';
import { sendSpan, type SpanPlaces } from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

/** Each of these is a reason of its own. */
const NOTEWORTHY: Readonly<Record<string, SpanPlaces>> = {
  failed: { status: 'no such model' },
  'an error that was handled': { attributes: { 'error.type': '429' } },
  aborted: { attributes: { 'llm_otel.outcome': 'aborted' } },
  abandoned: { attributes: { 'llm_otel.outcome': 'abandoned' } },
  slow: { milliseconds: 20_000 },
  dear: { attributes: { 'llm_otel.cost.amount': 0.4 } },
  blocked: { attributes: { 'llm_otel.guardrail.decision': 'block' } },
  evaluated: { attributes: { 'gen_ai.evaluation.name': 'relevance' } },
  'evaluated by an event': { event: { name: 'gen_ai.evaluation.result', attributes: {} } },
  flagged: { attributes: { 'llm_otel.flagged': true } },
  filtered: { attributes: { 'gen_ai.response.finish_reasons': ['stop', 'content_filter'] } },
};
const ORDINARY = {
  'llm_otel.outcome': 'completed',
  'llm_otel.cost.amount': 0.0004,
  'gen_ai.response.finish_reasons': ['stop'],
  'llm_otel.guardrail.decision': 'allow',
};
const OTHERS = 300;
const CONVERSATIONS = 60;
const TURNS = 3;
const PERCENT = 10;

const idOf = (name: string): string => createHash('md5').update(name).digest('hex');
const noteworthy = Object.keys(NOTEWORTHY).map(idOf);
const others = Array.from({ length: OTHERS }, (_, index) => idOf(`other ${index}`));
const conversations = Array.from({ length: CONVERSATIONS }, (_, index) =>
  Array.from({ length: TURNS }, (_turn, turn) => idOf(`conversation ${index}, turn ${turn}`)),
);

describe.skipIf(missing.length > 0 && !mustRun)('the overlay `tail-sampling`', () => {
  let directory: string;
  let stack: Stack;
  let kept: ReadonlySet<string>;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-tail-sampling-'));
    stack = await startStack({
      directory,
      ports: 'free',
      overlays: ['tail-sampling'],
      variables: {
        LLM_OTEL_COLLECTOR_DECISION_WAIT: '2s',
        LLM_OTEL_COLLECTOR_DECISION_WAIT_AFTER_ROOT: '1s',
        LLM_OTEL_COLLECTOR_SPAN_METRICS_INTERVAL: '1s',
      },
    });
    const { otlpHttp, jaeger } = stack.endpoints;
    const resource = { 'service.name': 'busy' };
    for (const [name, places] of Object.entries(NOTEWORTHY)) {
      const attributes = { ...ORDINARY, ...places.attributes };
      await sendSpan(otlpHttp, { ...places, resource, attributes, traceId: idOf(name) });
    }
    for (const traceId of others) {
      await sendSpan(otlpHttp, { resource, attributes: ORDINARY, traceId });
    }
    for (const [index, turns] of conversations.entries()) {
      const attributes = { ...ORDINARY, 'gen_ai.conversation.id': `conversation ${index}` };
      for (const traceId of turns) await sendSpan(otlpHttp, { resource, attributes, traceId });
    }
    // Decided in the order of arrival: when this one is there, all are.
    await sendSpan(otlpHttp, { resource, status: 'the last', traceId: idOf('the last') });
    kept = await eventually('the last trace in Jaeger', async () => {
      const ids = await jaegerTraceIds(jaeger, 'busy');
      return ids.has(idOf('the last')) ? ids : undefined;
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps what is worth a look', () => {
    const lost = Object.keys(NOTEWORTHY).filter((name) => !kept.has(idOf(name)));
    expect(lost).toEqual([]);
    expect(noteworthy).toHaveLength(11);
  });

  it('keeps a share of the others', () => {
    const count = others.filter((id) => kept.has(id)).length;
    expect(count).toBeGreaterThan((OTHERS * PERCENT) / 100 / 2);
    expect(count).toBeLessThan(((OTHERS * PERCENT) / 100) * 2);
  });

  it('keeps conversations as a whole, and a share of them', () => {
    const whole = conversations.filter((turns) => turns.every((id) => kept.has(id))).length;
    const touched = conversations.filter((turns) => turns.some((id) => kept.has(id))).length;
    expect(touched).toBe(whole);
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(CONVERSATIONS / 2);
  });

  it('leaves the files and the metrics complete', async () => {
    const sent = noteworthy.length + OTHERS + CONVERSATIONS * TURNS + 1;
    const { spans } = await readOtlpFile(stack.files.traces);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(sent);
    const calls = await eventually('all calls in Prometheus', async () => {
      const [sample] = await query(
        stack.endpoints.prometheus,
        'sum(traces_span_metrics_calls_total{service_name="busy"})',
      );
      return Number(sample?.value[1]) >= sent ? Number(sample?.value[1]) : undefined;
    });
    expect(calls).toBe(sent);
  });

  it("shows calls, errors and durations in Jaeger's Monitor tab", async () => {
    const { jaeger, otlpHttp } = stack.endpoints;
    const about = 'service=busy&spanKind=client&step=5000&lookback=600000&ratePer=600000';
    for (const what of ['calls', 'errors', 'latencies']) {
      const quantile = what === 'latencies' ? '&quantile=0.95' : '';
      const point = await eventually(`${what} in the Monitor tab`, async () => {
        // A rate needs a counter that grows between two scrapes.
        await sendSpan(otlpHttp, { resource: { 'service.name': 'busy' }, status: 'one more' });
        const answer = await fetch(`${jaeger}/api/metrics/${what}?${about}${quantile}`);
        const { metrics } = (await answer.json()) as MonitorAnswer;
        const points = metrics.flatMap(({ metricPoints }) => metricPoints);
        return points.find(({ gaugeValue }) => (gaugeValue?.doubleValue ?? 0) > 0);
      });
      expect(point.gaugeValue?.doubleValue).toBeGreaterThan(0);
    }
  });
});

interface MonitorAnswer {
  readonly metrics: readonly {
    readonly metricPoints: readonly { readonly gaugeValue?: { readonly doubleValue?: number } }[];
  }[];
}
