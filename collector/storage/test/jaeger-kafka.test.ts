// Jaeger reads from Kafka itself and stores in Cassandra: it dies in the middle of the traffic, and has all of it when it
// is back. A gateway beside it writes its files and hands on nothing.

import path from 'node:path';
import { expect, it } from 'vitest';
import { findBinary } from '../../distribution/binaries.ts';
import { isSkippedWithKafka, scaledStack } from '../../scale/test/scaled-stack.ts';
import { arrivedAtGateways, makeTopics, sendAcross, tracesOf } from '../../scale/test/traffic.ts';
import type { JaegerSpan } from '../../test/backends.ts';
import { eventually } from '../../test/eventually.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { identityOf } from '../../test/faults/spans.ts';
import { missingFrom } from '../../test/faults/stored.ts';
import { CASSANDRA } from './engines.ts';
import { startedNode, whyNot } from './node.ts';

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
    await eventually('all spans in Cassandra', async () => {
      const found = await spansOf(endpoints.jaeger, tracesOf(accepted));
      return missingFrom(found, accepted).length === 0 ? true : undefined;
    });

    await arrivedAtGateways([gateway], accepted);
    const exporter = 'otlp_grpc/jaeger';
    expect(await counted(gateway.metrics, 'otelcol_exporter_sent_spans', { exporter })).toBe(0);
    expect(await counted(gateway.metrics, 'otelcol_exporter_queue_size', { exporter })).toBe(0);
  },
);

/** Asked for by their ids: a search for so many leaves out some, others each time. */
async function spansOf(jaeger: string, traces: Iterable<string>): Promise<Set<string>> {
  const found = new Set<string>();
  for (const trace of traces) {
    const response = await fetch(`${jaeger}/api/traces/${trace}`);
    const { data } = (await response.json()) as { data: { spans: JaegerSpan[] }[] | null };
    for (const { spanID } of data?.[0]?.spans ?? []) found.add(identityOf(trace, spanID));
  }
  return found;
}
