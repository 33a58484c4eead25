// The same application, unchanged, against a single node and against agent, Kafka and gateway: what is stored is the same. And
// what is no OTLP in the bus costs nothing but itself.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOtlpFile } from '@llm-otel/testkit';
import { eventually } from '../../test/eventually.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { startProgram } from '../../test/faults/program.ts';
import { isSkippedWithKafka, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, sendAcross, settled, smallestLine } from './traffic.ts';

const SPANS = 40;
const SOURCE = `import { tool } from 'llm-otel';
  for (let turn = 0; turn < ${SPANS / 2}; turn += 1) {
    tool('outer', () => tool('inner', () => turn));
  }`;

describe.skipIf(isSkippedWithKafka)('one gateway', () => {
  it('stores of an application what a single node stores of it', async () => {
    const single = await faultyStack();
    await single.start('collector');
    const stack = await scaledStack();
    const { agent, gateway } = await smallestLine(stack);

    const scaled = await storedOf(agent.otlpHttp, gateway.files.traces);
    const plain = await storedOf(single.endpoints.otlpHttp, single.files.traces);
    expect(plain).toHaveLength(SPANS);
    expect(scaled).toEqual(plain);
  });

  it('counts and leaves out what is no OTLP, and goes on', async () => {
    const stack = await scaledStack();
    const { agent, gateway } = await smallestLine(stack);
    await settled([gateway]);
    // What a gateway does not understand: JSON.
    const stranger = await stack.member('agent', 'stranger', {
      parameters: ['--set=exporters.kafka.traces.encoding=otlp_json'],
    });
    await stranger.start();
    const strange = await sendAcross([stranger], { from: 1001, count: 500 });
    await eventually('messages that are no OTLP', async () => {
      const failed = 'otelcol_kafka_receiver_unmarshal_failed_spans';
      return (await counted(gateway.metrics, failed)) > 0 ? true : undefined;
    });
    const sent = await sendAcross([agent], { from: 10_001, count: 1000 });
    const found = await arrivedAtGateways([gateway], sent.accepted);
    expect([...strange.accepted].filter((identity) => found.identities.has(identity))).toEqual([]);
    expect(found.duplicates).toBe(0);
  });
});

/** Runs the application, and says what is in the file of it, without what differs from run to run. */
async function storedOf(endpoint: string, file: string): Promise<readonly unknown[]> {
  const service = 'unchanged';
  const program = startProgram({
    source: SOURCE,
    endpoint,
    env: { OTEL_SERVICE_NAME: service, OTEL_METRICS_EXPORTER: 'none' },
  });
  await program.finished;
  return eventually('the spans of the application', async () => {
    const { spans } = existsSync(file) ? readOtlpFile(file) : { spans: [] };
    const own = spans.filter(({ resource }) => resource['service.name'] === service);
    if (own.length < SPANS) return undefined;
    return own
      .map(({ name, kind, attributes }) => JSON.stringify({ name, kind, attributes }))
      .toSorted();
  });
}
