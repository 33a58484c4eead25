// The disk is full: for the files, or for the queue. The collector refuses what it cannot keep and goes on when there is
// room again.

import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped } from './faulty-stack.ts';
import { sendSpans } from './spans.ts';
import { arrivedInJaeger, missingFrom, storedInFile } from './stored.ts';
import { asSeenBy, noVolume, withVolumeAt } from './volume.ts';

const run = promisify(execFile);
const command = path.join(import.meta.dirname, '../../../packages/query/dist/main.js');

if (noVolume !== undefined) console.warn(`skipped, since ${noVolume}`);

/** How many spans of a JSON Lines file `llm-otel import` reads, and in how many places it cannot. */
async function readable(file: string): Promise<{ spans: number; bad: number }> {
  const { stdout } = await run(process.execPath, [command, 'import', '--dry-run', '--json', file]);
  const { added, bad } = JSON.parse(stdout) as { added: number; bad: number };
  return { spans: added, bad };
}

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
    expect(await readable(file)).toEqual({ spans: accepted.size + 1000, bad: 1 });
    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'full', 13_000);
    expect(inJaeger).toMatchObject({ identities: { size: 13_000 }, duplicates: 0 });
  });

  it('of the queue: emitted = in Jaeger + refused, and the file has all', async () => {
    const stack = await faultyStack();
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    await mkdir(stack.queues, { recursive: true });
    await stack.start('collector', { through: withVolumeAt(stack.queues) });
    const volume = { count: 2000, perRequest: 10, service: 'full', weight: 4096 };
    const { accepted, refused, statuses } = await sendSpans(otlpHttp, volume);
    expect(Object.keys(statuses)).toEqual(['200', '503']);
    expect(accepted.size + refused.size).toBe(volume.count);
    expect(await lossesOf(collectorMetrics)).toEqual({
      refused: refused.size,
      notQueued: refused.size,
      notSent: 0,
    });

    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'full', accepted.size);
    expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
    expect(inJaeger).toMatchObject({ identities: { size: accepted.size }, duplicates: 0 });
    const later = await sendSpans(otlpHttp, { ...volume, from: 2001, count: 500 });
    expect(later.accepted.size).toBe(500);
    await arrivedInJaeger(stack, 'full', accepted.size + 500);
    const inFile = await storedInFile(stack.files.traces);
    expect(inFile).toMatchObject({ identities: { size: 2500 }, duplicates: 0 });
  });
});
