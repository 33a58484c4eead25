// Prometheus is down for a while: totals are right when it is back; with the overlay no point of that time is missing.

import { startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../backends.ts';
import { counted, lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { ownCounts, startProgram } from './program.ts';

const CALLS = 40;
/** Makes calls each time it is told to. */
const source = `import OpenAI from 'openai';
  const client = new OpenAI();
  const messages = [{ role: 'user', content: 'What is a span?' }];
  process.on('SIGUSR2', async () => {
    for (let call = 0; call < ${CALLS}; call += 1) {
      await client.chat.completions.create({ model: 'gpt-4o', messages });
    }
    console.log('done');
  });
  setInterval(() => {}, 1e6);
  console.log('ready');`;
const SERIES = 'gen_ai_client_inference_duration_seconds_count{job="steady"}';

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

async function callsIn({ endpoints }: FaultyStack): Promise<number> {
  const [sample] = await query(endpoints.prometheus, `sum(${SERIES})`);
  return Number(sample?.value[1] ?? 0);
}

/** The times (Unix, seconds) of all values of the series. */
async function timesIn({ endpoints }: FaultyStack): Promise<number[]> {
  const url = `${endpoints.prometheus}/api/v1/query?query=${encodeURIComponent(`${SERIES}[10m]`)}`;
  const { data } = (await (await fetch(url)).json()) as {
    data: { result: { values: [number, string][] }[] };
  };
  return data.result.flatMap(({ values }) => values.map(([time]) => time));
}

describe.skipIf(isSkipped)('Prometheus is down and comes back', () => {
  it.each([
    { overlays: [], hasAllPoints: false },
    { overlays: ['push-prometheus'], hasAllPoints: true },
  ])('with the overlays $overlays, it knows every call', async ({ overlays, hasAllPoints }) => {
    const stack = await faultyStack({
      overlays,
      prometheusConfig: { 'scrape_interval: 5s': 'scrape_interval: 1s' },
    });
    await stack.start('collector');
    const prometheus = await stack.start('prometheus');
    const program = startProgram({
      source,
      endpoint: stack.endpoints.otlpHttp,
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        OTEL_SERVICE_NAME: 'steady',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_METRIC_EXPORT_INTERVAL: '250',
        OTEL_METRIC_EXPORT_TIMEOUT: '250',
      },
    });
    await program.waitForStdout('ready');
    program.kill('SIGUSR2');
    await expect.poll(() => callsIn(stack), { timeout: 30_000 }).toBe(CALLS);

    await prometheus.stop('SIGKILL');
    const down = Date.now() / 1000;
    program.kill('SIGUSR2');
    await program.waitForStdout(/done\n[^]*done/);
    const arrived = (): Promise<number> =>
      counted(stack.endpoints.collectorMetrics, 'otelcol_receiver_accepted_metric_points');
    const before = await arrived();
    await expect.poll(arrived, { timeout: 30_000 }).toBeGreaterThan(before + 50);
    const up = Date.now() / 1000;
    await stack.start('prometheus');
    await expect.poll(() => callsIn(stack), { timeout: 30_000 }).toBe(2 * CALLS);

    program.kill('SIGTERM');
    const { stderr, callRecords } = await program.finished;
    expect(callRecords()).toHaveLength(2 * CALLS);
    const { sent, lost } = ownCounts(stderr, 'metrics');
    expect({ sent: await arrived(), lost }).toEqual({ sent, lost: 0 });
    expect(await lossesOf(stack.endpoints.collectorMetrics, 'metric_points')).toEqual({
      refused: 0,
      notQueued: 0,
      notSent: 0,
    });
    const meanwhile = (await timesIn(stack)).filter((time) => time > down && time < up);
    expect(meanwhile.length > 3).toBe(hasAllPoints);
  });
});
