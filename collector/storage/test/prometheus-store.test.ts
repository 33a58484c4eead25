// A gateway writes to a Prometheus that scrapes nothing, which stands for Mimir and its like: exemplars lead to traces,
// exponential histograms have their buckets, and a point that comes late is taken.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { type Service, startService } from '../../../scripts/stack/service.ts';
import { findBinary } from '../../distribution/binaries.ts';
import { isSkipped, scaledStack } from '../../scale/test/scaled-stack.ts';
import { query } from '../../test/backends.ts';
import { eventually } from '../../test/eventually.ts';
import { sendExponentialHistogram, SPAN_ID, TRACE_ID } from '../../test/otlp-request.ts';

const CONFIG = path.join(import.meta.dirname, '../prometheus-store.yml');
const { path: program, reason } = findBinary('prometheus');
const isWithout = isSkipped || (reason !== undefined && process.env['CI'] === undefined);
const NOW_S = Math.floor(Date.now() / 1000);
const LATE_S = 30 * 60;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

it.skipIf(isWithout)('a gateway writes all to a Prometheus far away', async () => {
  const { url } = await startPrometheus();
  const stack = await scaledStack();
  const variables = { LLM_OTEL_REMOTE_WRITE_ENDPOINT: `${url}/api/v1/write` };
  const gateway = await stack.member('gateway without Kafka', 'gateway-1', { variables });
  await gateway.start();

  await send(gateway.otlpHttp, [gauge(NOW_S, 2), histogram(NOW_S)]);
  await sendExponentialHistogram(gateway.otlpHttp, [2, 4, 2]);
  const written = (expression: string): Promise<number> =>
    eventually(expression, async () => {
      const [sample] = await query(url, expression);
      return sample === undefined ? undefined : Number(sample.value[1]);
    });
  expect(await written('by_hand_gauge')).toBe(2);

  await send(gateway.otlpHttp, [gauge(NOW_S - LATE_S, 1)]);
  expect(await written(`by_hand_gauge @ ${NOW_S - LATE_S}`)).toBe(1);

  // The middle of eight values, four of which are between 2 and 4.
  expect(await written('histogram_quantile(0.5, by_hand_histogram)')).toBeCloseTo(2.83, 1);
  expect(await written('by_hand_duration_seconds_count')).toBe(1);
  const range = `start=${NOW_S - LATE_S}&end=${NOW_S + LATE_S}`;
  const asked = `${url}/api/v1/query_exemplars?query=by_hand_duration_seconds_bucket&${range}`;
  const { data } = (await (await fetch(asked)).json()) as { data: Exemplars[] };
  const labels = data.flatMap(({ exemplars }) => exemplars.map((exemplar) => exemplar.labels));
  expect(labels).toEqual([expect.objectContaining({ trace_id: TRACE_ID, span_id: SPAN_ID })]);
});

interface Exemplars {
  readonly exemplars: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

async function startPrometheus(): Promise<{ url: string; service: Service }> {
  const { prometheus: port } = await freePorts();
  const directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-store-'));
  const url = `http://${loopback}:${port}`;
  const service = startService({
    name: 'prometheus',
    program: program ?? 'prometheus',
    parameters: [
      `--config.file=${CONFIG}`,
      `--storage.tsdb.path=${directory}/data`,
      `--web.listen-address=${loopback}:${port}`,
      '--web.enable-remote-write-receiver',
      '--enable-feature=exemplar-storage',
    ],
    environment: process.env as Record<string, string>,
    directory,
    logFile: path.join(directory, 'prometheus.log'),
    healthUrl: `${url}/-/ready`,
  });
  cleanups.push(async () => {
    await service.stop('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });
  await service.ready();
  return { url, service };
}

async function send(collector: string, metrics: readonly object[]): Promise<void> {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'far' } }] };
  const body = { resourceMetrics: [{ resource, scopeMetrics: [{ scope: {}, metrics }] }] };
  const response = await fetch(`${collector}/v1/metrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

function gauge(seconds: number, value: number): object {
  const timeUnixNano = `${seconds}000000000`;
  return { name: 'by.hand.gauge', gauge: { dataPoints: [{ timeUnixNano, asDouble: value }] } };
}

/** Of one value, with the span in which it was measured. */
function histogram(seconds: number): object {
  const timeUnixNano = `${seconds}000000000`;
  const exemplar = { timeUnixNano, asDouble: 0.5, traceId: TRACE_ID, spanId: SPAN_ID };
  const point = {
    startTimeUnixNano: timeUnixNano,
    timeUnixNano,
    count: '1',
    sum: 0.5,
    bucketCounts: ['1', '0'],
    explicitBounds: [1],
    exemplars: [exemplar],
  };
  const dataPoints = { aggregationTemporality: 2, dataPoints: [point] };
  return { name: 'by.hand.duration', unit: 's', histogram: dataPoints };
}
