// Requests and spans of unusual size, and more of them than there is memory for.

import { startMockLlm } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { lossesOf } from './collector-counts.ts';
import { faultyStack, isSkipped } from './faulty-stack.ts';
import { emittedIn, linesAbout, ownCounts, startProgram } from './program.ts';
import { post, sendSpans, toRequest } from './spans.ts';
import { arrivedInJaeger, missingFrom, storedInFile } from './stored.ts';

const MIB = 2 ** 20;
const SPANS = 1000;
const PER_REQUEST = 50;
const words = (bytes: number): string => 'a few words '.repeat(bytes / 12);

describe.skipIf(isSkipped)('the collector', () => {
  it('refuses a body of 30 MB for good, and goes on', async () => {
    const stack = await faultyStack();
    const { otlpHttp } = stack.endpoints;
    await stack.start('collector');
    const volume = { count: 100, perRequest: 10, service: 'around' };
    const before = await sendSpans(otlpHttp, volume);
    const large = { service: 'large', weight: MIB };
    const numbers = Array.from({ length: 30 }, (_, index) => 10_001 + index);
    // 400 is not to be repeated.
    expect(await post(`${otlpHttp}/v1/traces`, toRequest(numbers, large).body)).toBe(400);
    const after = await sendSpans(otlpHttp, { ...volume, from: 101 });
    const { identities } = await storedInFile(stack.files.traces);
    expect(missingFrom(identities, [...before.accepted, ...after.accepted])).toEqual([]);
    expect(identities.size).toBe(200);
  });

  it.each([
    ['http/json', 'otlpHttp'],
    ['grpc', 'otlpGrpc'],
  ] as const)(
    'takes a batch of an application that is above its limit, and refuses a span that is: the line says so, and counts it (%s)',
    async (protocol, port) => {
      const stack = await faultyStack();
      await stack.start('collector');
      const mock = await startMockLlm();
      const source = `import OpenAI from 'openai';
      import { trace } from '@opentelemetry/api';
      const client = new OpenAI();
      const content = 'a few words '.repeat(10_000);
      for (let call = 0; call < 200; call += 1) {
        await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });
        if (call === 100) {
          const text = 'a few words '.repeat(${(24 * MIB) / 12});
          trace.getTracer('application').startSpan('large', { attributes: { text } }).end();
        }
      }
      await trace.getTracerProvider().getDelegate().forceFlush();`;
      const { stderr, callRecords } = await startProgram({
        source,
        endpoint: stack.endpoints[port],
        env: {
          OPENAI_BASE_URL: mock.url,
          OPENAI_API_KEY: 'unused',
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
          OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
          LLM_OTEL_TEXT_MAX: '128KiB',
          OTEL_BSP_SCHEDULE_DELAY: '60000',
        },
      }).finished;
      await mock.close();
      expect(callRecords()).toHaveLength(200);
      expect(ownCounts(stderr)).toEqual({ sent: 200, lost: 1 });
      const [line, next, ...more] = linesAbout(stderr);
      expect(next).toMatch(/ works again\. Lost since the last line: nothing\.$/);
      expect(more).toEqual([]);
      expect(line).toContain('fails (traces): the request was larger than it takes');
      expect(line).toContain('lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE or the limits of content');
      expect(line).toMatch(/Lost so far: 1 span\.$/);
      const { identities } = await storedInFile(stack.files.traces);
      expect(missingFrom(identities, emittedIn(callRecords()))).toEqual([]);
      expect(identities.size).toBe(200);
    },
  );

  it('takes a span of 8 MB, and those beside it', async () => {
    const stack = await faultyStack();
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    await Promise.all([stack.start('jaeger'), stack.start('collector')]);
    const giant = 55;
    const { accepted } = await sendSpans(otlpHttp, {
      count: 100,
      perRequest: 10,
      service: 'heavy',
      attributes: (number) => ({ text: words(number === giant ? 8 * MIB : 12) }),
    });
    expect(accepted.size).toBe(100);
    const inJaeger = await arrivedInJaeger(stack, 'heavy', 100);
    expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
    expect(missingFrom((await storedInFile(stack.files.traces)).identities, accepted)).toEqual([]);
    expect(await lossesOf(collectorMetrics)).toEqual({ refused: 0, notQueued: 0, notSent: 0 });
  });

  it('refuses requests while memory is short, and takes them when they are repeated', async () => {
    const stack = await faultyStack({
      variables: { LLM_OTEL_COLLECTOR_MEMORY_MIB: '96', LLM_OTEL_COLLECTOR_MEMORY_SPIKE_MIB: '48' },
    });
    const { otlpHttp, collectorMetrics } = stack.endpoints;
    // What waits for Jaeger would keep the memory.
    await Promise.all([stack.start('jaeger'), stack.start('collector')]);
    const { accepted, statuses } = await sendSpans(otlpHttp, {
      count: SPANS,
      perRequest: PER_REQUEST,
      service: 'hungry',
      senders: 8,
      weight: 64 * 1024,
      attempts: 100,
    });
    expect(accepted.size).toBe(SPANS);
    expect(statuses[503]).toBeGreaterThan(0);
    const refused = (statuses[503] ?? 0) * PER_REQUEST;
    expect(await lossesOf(collectorMetrics)).toEqual({ refused, notQueued: 0, notSent: 0 });
    // A request that is refused there has reached no sink.
    const { identities, duplicates } = await storedInFile(stack.files.traces);
    expect(missingFrom(identities, accepted)).toEqual([]);
    expect({ size: identities.size, duplicates }).toEqual({ size: SPANS, duplicates: 0 });
  });
});
