// Jaeger is down for so long that the queue is full. Senders hear of it, and what they were told is true.

import { describe, expect, it } from 'vitest';
import { lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { emittedIn, ownCounts, startProgram } from './program.ts';
import { sendSpans } from './spans.ts';
import { arrivedInJaeger, importable, missingFrom, storedInFile } from './stored.ts';

const SPANS = 30_000;
/** Less than they take. */
const variables = { LLM_OTEL_COLLECTOR_QUEUE_BYTES: String(2 ** 21) };

async function withoutJaeger(): Promise<FaultyStack> {
  const stack = await faultyStack({ variables });
  await stack.start('collector');
  return stack;
}

describe.skipIf(isSkipped)(`Jaeger is down until the queue is full of ${SPANS} spans`, () => {
  it('a sender that does not repeat: emitted = in Jaeger + refused; the file has all', async () => {
    const stack = await withoutJaeger();
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    const sending = { count: SPANS, perRequest: 100, service: 'impatient', senders: 4 };
    const { accepted, refused, statuses } = await sendSpans(otlpHttp, sending);
    expect(Object.keys(statuses)).toEqual(['200', '503']);
    expect(refused.size).toBeGreaterThan(0);
    expect(await lossesOf(collectorMetrics)).toEqual({
      refused: refused.size,
      notQueued: refused.size,
      notSent: 0,
    });

    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'impatient', accepted.size);
    expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
    expect(inJaeger).toMatchObject({ identities: { size: accepted.size }, duplicates: 0 });
    expect(accepted.size + refused.size).toBe(SPANS);
    expect(await lossesOf(collectorMetrics)).toMatchObject({ notSent: 0 });
    const inFile = await storedInFile(stack.files.traces);
    expect(missingFrom(inFile.identities, [...accepted, ...refused])).toEqual([]);
    expect(inFile).toMatchObject({ identities: { size: SPANS }, duplicates: 0 });
  });

  it('an application: emitted = sent + lost; all that it sent is in Jaeger and the file', async () => {
    const stack = await withoutJaeger();
    const { otlpHttp } = stack.endpoints;
    // As many turns as it takes to send them, so that most are lost at the collector and not before it.
    const source = `import { tool } from 'llm-otel';
      for (let span = 0; span < ${SPANS}; span += 1) {
        tool('t', () => 1);
        if (span % 256 === 255) await new Promise((resolve) => setTimeout(resolve, 20));
      }`;
    const { stderr, callRecords } = await startProgram({
      source,
      endpoint: otlpHttp,
      env: {
        OTEL_SERVICE_NAME: 'counting',
        OTEL_BSP_SCHEDULE_DELAY: '10',
        OTEL_METRICS_EXPORTER: 'none',
      },
    }).finished;
    const emitted = emittedIn(callRecords());
    const { sent, lost } = ownCounts(stderr);
    expect(emitted.size).toBe(SPANS);
    expect(sent + lost).toBe(SPANS);
    expect(lost).toBeGreaterThan(0);

    await stack.start('jaeger');
    const inJaeger = await arrivedInJaeger(stack, 'counting', sent);
    expect(missingFrom(emitted, inJaeger.identities)).toEqual([]);
    expect(inJaeger).toMatchObject({ identities: { size: sent }, duplicates: 0 });
    // Each attempt at a full queue stands in the file, too; readers tell by the ids that it is the same.
    const inFile = await storedInFile(stack.files.traces);
    expect(missingFrom(inFile.identities, inJaeger.identities)).toEqual([]);
    expect(missingFrom(emitted, inFile.identities)).toEqual([]);
    expect(inFile.duplicates).toBeGreaterThan(0);
    const { spans } = await importable(stack.files.traces);
    expect(spans).toBe(inFile.identities.size);
  });
});
