// Jaeger reads from Kafka itself and stores in Cassandra: it dies in the middle of the traffic, and has all of it when it
// is back. A gateway beside it writes its files and hands on nothing.

import path from 'node:path';
import { expect, it } from 'vitest';
import { findBinary } from '../../distribution/binaries.ts';
import { isSkippedWithKafka, scaledStack } from '../../scale/test/scaled-stack.ts';
import { arrivedAtGateways, makeTopics, sendAcross } from '../../scale/test/traffic.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { CASSANDRA } from './engines.ts';
import { startedNode, whyNot } from './node.ts';
import { allInJaeger } from './traces.ts';

const configs = path.join(import.meta.dirname, '..');
const reason = await whyNot(CASSANDRA, findBinary('jaeger').reason);
const COUNT = 3000;

it.skipIf(isSkippedWithKafka || reason !== undefined)(
  'Jaeger keeps all that is in Kafka',
  async () => {
    const { node } = await startedNode(CASSANDRA);
    const scaled = await scaledStack();
    const { broker } = await scaled.startBroker();
    const agent = await scaled.member('agent', 'agent-1');
    await agent.start();
    await makeTopics(agent);
    const gateway = await scaled.member('gateway beside a Jaeger that reads Kafka', 'gateway-1');
    await gateway.start();
    const { start, endpoints } = await faultyStack({
      variables: {
        ...node.variables,
        LLM_OTEL_KAFKA_BROKERS: broker.address,
        LLM_OTEL_KAFKA_SESSION_TIMEOUT: '6s',
      },
    });
    const parameters = ['jaeger-cassandra', 'jaeger-kafka'].map(
      (file) => `--config=${configs}/${file}.yaml`,
    );
    const jaeger = await start('jaeger', { parameters });

    let death: Promise<void> | undefined;
    const { accepted } = await sendAcross([agent], {
      from: 1001,
      count: COUNT,
      onAccepted: (requests) => {
        if (requests > COUNT / 10) death ??= jaeger.stop('SIGKILL');
      },
    });
    expect(accepted.size).toBe(COUNT);
    await death;
    await start('jaeger', { parameters });
    await allInJaeger(endpoints.jaeger, accepted);

    await arrivedAtGateways([gateway], accepted);
    const exporter = 'otlp_grpc/jaeger';
    expect(await counted(gateway.metrics, 'otelcol_exporter_sent_spans', { exporter })).toBe(0);
    expect(await counted(gateway.metrics, 'otelcol_exporter_queue_size', { exporter })).toBe(0);
  },
);
