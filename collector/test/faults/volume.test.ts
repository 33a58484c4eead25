// The disk is full: for the files, or for the queue. The collector refuses what it cannot keep and goes on when there is
// room again.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { counted, lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { sendSpans, type Sent } from './spans.ts';
import { arrivedInJaeger, importable, missingFrom, storedInFile } from './stored.ts';
import { asSeenBy, noVolume, VOLUME_BYTES, withVolumeAt } from './volume.ts';

if (noVolume !== undefined) console.warn(`skipped, since ${noVolume}`);

describe.skipIf(isSkipped || noVolume !== undefined)('a volume of 4 MiB is full', () => {
  it('of JSON Lines files: emitted = in the file + refused, and Jaeger has all', async () => {
    const stack = await faultyStack();
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    const data = path.dirname(stack.files.traces);
    await mkdir(data);
    const collector = await stack.start('collector', { through: withVolumeAt(data) });
    const file = asSeenBy(collector, stack.files.traces);
    const filler = asSeenBy(collector, path.join(data, 'filler'));
    await writeFile(filler, Buffer.alloc(2 ** 20));
    const volume = { count: 12_000, perRequest: 100, service: 'full' };
    const full = await sendSpans(otlpHttp, volume);
    const { accepted, refused, statuses } = full;
    expect(Object.keys(statuses)).toEqual(['200', '503']);
    expect(accepted.size + refused.size).toBe(volume.count);
    expect(await lossesOf(collectorMetrics)).toEqual({
      refused: refused.size,
      // By the exporter of the file.
      notSent: refused.size,
      notQueued: 0,
    });
    expect(missingFrom((await storedInFile(file)).identities, accepted)).toEqual([]);

    await rm(filler);
    const later = await sendSpans(otlpHttp, { ...volume, from: 12_001, count: 1000 });
    expect(later.accepted.size).toBe(1000);
    // The line that was torn costs no other.
    expect(await importable(file)).toEqual({ spans: accepted.size + 1000, bad: 1 });
    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'full', 13_000);
    expect(inJaeger).toMatchObject({ identities: { size: 13_000 }, duplicates: 0 });
  });

  it('of a queue that is limited to less: emitted = in Jaeger + refused', async () => {
    const stack = await faultyStack({
      variables: { LLM_OTEL_COLLECTOR_QUEUE_BYTES: String(VOLUME_BYTES / 4) },
    });
    const { accepted, refused } = await fillQueue(stack);
    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'full', accepted.size);
    expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
    expect(inJaeger).toMatchObject({ identities: { size: accepted.size }, duplicates: 0 });
    expect(accepted.size + refused.size).toBe(inQueue.count);
    expect((await storedInFile(stack.files.traces)).identities.size).toBe(inQueue.count);
  });

  it('of the queue itself: what Jaeger lacks is in the file and can be counted', async () => {
    const stack = await faultyStack();
    const { collectorMetrics } = stack.endpoints;
    const { accepted, refused } = await fillQueue(stack);
    await stack.start('jaeger');
    // The queue may give up what it cannot note on a full disk, and no counter of the collector tells.
    const sentTo = (exporter: string): Promise<number> =>
      counted(collectorMetrics, 'otelcol_exporter_sent_spans', { exporter });
    let identities: ReadonlySet<string> = new Set();
    const isAllThere = async (): Promise<boolean> => {
      ({ identities } = await arrivedInJaeger(stack, 'full', 1));
      return identities.size === (await sentTo('otlp_grpc/jaeger'));
    };
    await expect.poll(isAllThere, { timeout: 30_000 }).toBe(true);
    expect(missingFrom(accepted, identities)).toEqual([]);
    const { notQueued, notSent } = await lossesOf(collectorMetrics);
    const [toFile, toJaeger] = await Promise.all(['file/traces', 'otlp_grpc/jaeger'].map(sentTo));
    expect(toFile! - toJaeger! - notQueued - notSent).toBe(accepted.size - identities.size);
    const inFile = await storedInFile(stack.files.traces);
    expect(missingFrom(inFile.identities, [...accepted, ...refused])).toEqual([]);
  });
});

const inQueue = { count: 2000, perRequest: 10, service: 'full', weight: 4096 };

/** Sends more than the queue or its volume takes, while Jaeger is down. */
async function fillQueue(stack: FaultyStack): Promise<Sent> {
  await mkdir(stack.queues, { recursive: true });
  await stack.start('collector', { through: withVolumeAt(stack.queues) });
  const sent = await sendSpans(stack.endpoints.otlpHttp, inQueue);
  expect(Object.keys(sent.statuses)).toEqual(['200', '503']);
  expect(await lossesOf(stack.endpoints.collectorMetrics)).toEqual({
    refused: sent.refused.size,
    notQueued: sent.refused.size,
    notSent: 0,
  });
  return sent;
}
