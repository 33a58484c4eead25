// What Prometheus scrapes and what is pushed to it is the same: exponential histograms are readable, and no series
// vanishes because two of its attributes have one name in Prometheus.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { query } from './backends.ts';
import { eventually } from './eventually.ts';
import { type PlainMap, sendCounter, sendExponentialHistogram } from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

const RESOURCE = { 'service.name': 'two-ways', 'service.instance.id': 'one' };
/** The values of these counters are 1000, 1001, ... */
const ATTRIBUTES: readonly PlainMap[] = [
  { 'plain.name': 'p' },
  { 'a.b': 'dot', a_b: 'line' },
  { 'a.b': 'another dot', a_b: 'line' },
  { 'c.d': '1', 'c-d': '2', 'c/d': '3' },
  { job: 'nightly', instance: 'of mine', le: '7', 'otel.scope.name': 'of mine' },
];
const COUNTS = [10, 20, 40, 20, 10];

describe.skipIf(missing.length > 0 && !mustRun)('metrics in Prometheus', () => {
  describe.each([
    { way: 'scraped', overlays: [] },
    { way: 'pushed', overlays: ['push-prometheus'] },
  ])('$way', ({ overlays }) => {
    let directory: string;
    let stack: Stack;

    beforeAll(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-ways-'));
      stack = await startStack({
        directory,
        ports: 'free',
        overlays,
        prometheusConfig: { 'scrape_interval: 5s': 'scrape_interval: 250ms' },
      });
      await sendCounter(stack.endpoints.otlpHttp, ATTRIBUTES, RESOURCE);
      await sendExponentialHistogram(stack.endpoints.otlpHttp, COUNTS, RESOURCE);
    });
    afterAll(async () => {
      await stack?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    const ask = (expression: string): Promise<Awaited<ReturnType<typeof query>>> =>
      eventually(expression, async () => {
        const samples = await query(stack.endpoints.prometheus, expression);
        return samples.length > 0 ? samples : undefined;
      });

    it('has every counter once, with all that its attributes said', async () => {
      const samples = await ask('by_hand_total');
      const found = samples
        .map(({ metric, value }) => {
          const { __name__: name, job, instance, ...labels } = metric;
          expect({ name, job, instance }).toEqual({
            name: 'by_hand_total',
            job: 'two-ways',
            instance: 'one',
          });
          return {
            value: Number(value[1]),
            labels: Object.fromEntries(
              Object.entries(labels).filter(([label]) => !label.startsWith('otel_scope_')),
            ),
          };
        })
        .toSorted((a, b) => a.value - b.value);
      expect(found).toEqual([
        { value: 1000, labels: { plain_name: 'p' } },
        {
          value: 1001,
          labels: { a_b: 'line', llm_otel_attributes: 'a.b=dot;a_b=line' },
        },
        {
          value: 1002,
          labels: { a_b: 'line', llm_otel_attributes: 'a.b=another dot;a_b=line' },
        },
        { value: 1003, labels: { c_d: '3', llm_otel_attributes: 'c-d=2;c.d=1;c/d=3' } },
        {
          value: 1004,
          labels: {
            exported_job: 'nightly',
            exported_instance: 'of mine',
            exported_le: '7',
            exported_otel_scope_name: 'of mine',
          },
        },
      ]);
    });

    it('leaves the names in the file as they were sent', async () => {
      const { metrics } = await readOtlpFile(stack.files.metrics);
      const points = metrics.filter(({ name }) => name === 'by.hand').flatMap((one) => one.points);
      expect(points.map(({ attributes }) => attributes)).toEqual(ATTRIBUTES);
    });

    it('reads quantiles of an exponential histogram', async () => {
      const [count] = await ask('histogram_count(by_hand_histogram)');
      expect(Number(count?.value[1])).toBe(100);
      // 30 values are up to 4, and 40 above it and up to 8.
      const [median] = await ask('histogram_quantile(0.5, by_hand_histogram)');
      expect(Number(median?.value[1])).toBeGreaterThan(4);
      expect(Number(median?.value[1])).toBeLessThanOrEqual(8);
    });
  });
});
