// Jaeger takes less in one request than the collector sends: what it rejects is counted, the rest arrives.

import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped } from './faulty-stack.ts';
import { sendSpans } from './spans.ts';
import { arrivedInJaeger, missingFrom, storedInFile } from './stored.ts';

const limit = '--set=receivers.otlp.protocols.grpc.max_recv_msg_size_mib=1';
/** Bytes of a span; ten of them are more than Jaeger takes. */
const weight = 200_000;

describe.skipIf(isSkipped)('Jaeger rejects what is larger than 1 MiB', () => {
  it('emitted = in Jaeger + counted by the collector; the file has all', async () => {
    const stack = await faultyStack();
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    await stack.start('jaeger', { parameters: [limit] });
    await stack.start('collector');
    const small = await sendSpans(otlpHttp, { count: 500, perRequest: 50, service: 'mixed' });
    await arrivedInJaeger(stack, 'mixed', 500);
    const large = await sendSpans(otlpHttp, {
      from: 501,
      count: 40,
      perRequest: 10,
      service: 'mixed',
      weight,
    });
    await eventually('the rejection', async () => {
      const { notSent } = await lossesOf(collectorMetrics);
      return notSent >= large.accepted.size ? notSent : undefined;
    });
    const later = await sendSpans(otlpHttp, {
      from: 541,
      count: 500,
      perRequest: 50,
      service: 'mixed',
    });
    const emitted = [small, large, later].flatMap(({ accepted }) => [...accepted]);
    expect(emitted).toHaveLength(1040);

    const { identities, duplicates } = await arrivedInJaeger(stack, 'mixed', 1000);
    expect(missingFrom(identities, [...small.accepted, ...later.accepted])).toEqual([]);
    const losses = await lossesOf(collectorMetrics);
    expect(losses).toEqual({ refused: 0, notQueued: 0, notSent: 40 });
    expect({ size: identities.size, duplicates }).toEqual({
      size: emitted.length - losses.notSent,
      duplicates: 0,
    });
    const inFile = await storedInFile(stack.files.traces);
    expect(missingFrom(inFile.identities, emitted)).toEqual([]);
  });
});
