// Jaeger is away and the gateways' queues for it are full: they read no further, and the bus keeps what comes. When Jaeger is
// back, it gets everything.

import { describe, expect, it } from 'vitest';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { eventually } from '../../test/eventually.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { arrivedInJaeger, missingFrom } from '../../test/faults/stored.ts';
import { isSkippedWithKafka, scaledStack } from './scaled-stack.ts';
import {
  arrivedAtGateways,
  atGateways,
  makeTopics,
  sendAcross,
  SERVICE,
  settled,
} from './traffic.ts';

const COUNT = 6000;
/** Twice the queues of both gateways. */
const TEXT = 'x'.repeat(200);

describe.skipIf(isSkippedWithKafka)('two gateways whose queues are full', () => {
  it('leave the rest in the bus, and lose nothing', async () => {
    const { jaegerOtlp } = await freePorts();
    const backends = await faultyStack({
      variables: { LLM_OTEL_JAEGER_OTLP_PORT: String(jaegerOtlp) },
    });
    const stack = await scaledStack();
    await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    for (const agent of agents) await agent.start();
    await makeTopics(agents[0]!);
    const variables = {
      LLM_OTEL_COLLECTOR_JAEGER_ENDPOINT: `${loopback}:${jaegerOtlp}`,
      LLM_OTEL_COLLECTOR_QUEUE_BYTES: '262144',
    };
    const gateways = await Promise.all(
      ['gateway-1', 'gateway-2'].map((name) => stack.member('gateway', name, { variables })),
    );
    for (const gateway of gateways) await gateway.start();
    await settled(gateways);

    const sent = await sendAcross(agents, {
      from: 1001,
      count: COUNT,
      attributes: () => ({ text: TEXT }),
    });
    expect(sent.accepted.size).toBe(COUNT);
    await eventually('full queues', async () => {
      const full = await Promise.all(
        gateways.map(({ metrics }) => counted(metrics, 'otelcol_exporter_enqueue_failed_spans')),
      );
      return full.every((count) => count > 0) ? true : undefined;
    });
    const waiting = COUNT - (await atGateways(gateways)).identities.size;
    expect(waiting).toBeGreaterThan(COUNT / 4);
    await backends.start('jaeger');
    const collectorMetrics = gateways[0]!.metrics;
    const inJaeger = await arrivedInJaeger(
      { endpoints: { ...backends.endpoints, collectorMetrics } },
      SERVICE,
      // With those of makeTopics.
      COUNT + 10,
    );
    expect(missingFrom(inJaeger.identities, sent.accepted)).toEqual([]);
    const found = await arrivedAtGateways(gateways, sent.accepted);
    // A message that is tried again is written to the file again: some with pauses, not all without.
    expect(found.duplicates).toBeLessThan(COUNT / 4);
    console.log(
      `${COUNT} accepted; ${waiting} waited in the bus; ` +
        `${found.duplicates} twice in the files, ${inJaeger.duplicates} in Jaeger`,
    );
  });
});
