// What two gateways give to one Jaeger and one Prometheus: traces that the sampler judged as a whole, and series of each
// that add up to what was sent.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { query } from '../../test/backends.ts';
import { eventually } from '../../test/eventually.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { arrivedInJaeger, missingFrom } from '../../test/faults/stored.ts';
import { sendCounter } from '../../test/otlp-request.ts';
import { isSkippedWithKafka, scaledStack } from './scaled-stack.ts';
import {
  arrivedAtGateways,
  makeTopics,
  sendAcross,
  SERVICE,
  settled,
  SPANS_OF_A_TRACE,
} from './traffic.ts';

const COUNT = 3000;
/** One trace of so many has an error, in its last span alone. */
const ONE_OF = 3;
const tailSampling = path.join(import.meta.dirname, '../../overlays/tail-sampling.yaml');
const calls = `traces_span_metrics_calls_total{service_name="${SERVICE}"}`;

describe.skipIf(isSkippedWithKafka)('two gateways with tail sampling', () => {
  it('give Jaeger whole traces, and Prometheus what adds up', async () => {
    const { jaegerOtlp } = await freePorts();
    const backends = await faultyStack({
      variables: { LLM_OTEL_JAEGER_OTLP_PORT: String(jaegerOtlp) },
    });
    await backends.start('jaeger');
    await backends.start('prometheus', { parameters: ['--web.enable-remote-write-receiver'] });
    const stack = await scaledStack();
    await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    for (const agent of agents) await agent.start();
    await makeTopics(agents[0]!);
    const names = ['gateway-1', 'gateway-2'];
    const gateways = await Promise.all(
      names.map((name) =>
        stack.member('gateway', name, {
          parameters: [`--config=${tailSampling}`],
          variables: {
            LLM_OTEL_COLLECTOR_JAEGER_ENDPOINT: `${loopback}:${jaegerOtlp}`,
            LLM_OTEL_REMOTE_WRITE_ENDPOINT: `${backends.endpoints.prometheus}/api/v1/write`,
            LLM_OTEL_COLLECTOR_SPAN_METRICS_INTERVAL: '1s',
            LLM_OTEL_COLLECTOR_SAMPLED_PERCENT: '0',
            // Until the other half of a trace has come by the other agent, however slow the machine is.
            LLM_OTEL_COLLECTOR_DECISION_WAIT: '20s',
            LLM_OTEL_COLLECTOR_DECISION_WAIT_AFTER_ROOT: '20s',
          },
        }),
      ),
    );
    for (const gateway of gateways) await gateway.start();
    await settled(gateways);

    const sent = await sendAcross(agents, {
      from: 1001,
      count: COUNT,
      attributes: (number): Record<string, string> =>
        number % (ONE_OF * SPANS_OF_A_TRACE) === 0 ? { 'error.type': 'timeout' } : {},
    });
    expect(sent.accepted.size).toBe(COUNT);
    for (const { otlpHttp } of agents) {
      await sendCounter(otlpHttp, [{}], { 'service.name': SERVICE, 'service.instance.id': 'one' });
    }
    const found = await arrivedAtGateways(gateways, sent.accepted);
    expect(found.duplicates).toBe(0);

    const inJaeger = await arrivedInJaeger(
      { endpoints: { ...backends.endpoints, collectorMetrics: gateways[0]!.metrics } },
      SERVICE,
      COUNT / ONE_OF,
    );
    const failed = [...sent.accepted].filter((identity) => isOfFailed(identity));
    expect(failed).toHaveLength(COUNT / ONE_OF);
    expect(missingFrom(inJaeger.identities, failed)).toEqual([]);
    expect(inJaeger.identities.size).toBe(COUNT / ONE_OF);

    const { prometheus } = backends.endpoints;
    // With the first ones, of makeTopics.
    const all = COUNT + SPANS_OF_A_TRACE;
    const each = await eventually('all calls in Prometheus', async () => {
      const samples = await query(prometheus, `sum by (collector_instance_id) (${calls})`);
      const sum = samples.reduce((total, { value }) => total + Number(value[1]), 0);
      return sum >= all ? samples : undefined;
    });
    expect(each.map(({ metric }) => metric['collector_instance_id']).toSorted()).toEqual(names);
    expect(each.reduce((total, { value }) => total + Number(value[1]), 0)).toBe(all);
    const counter = await eventually('the counter in Prometheus', async () => {
      const samples = await query(prometheus, `by_hand_total{job="${SERVICE}"}`);
      return samples.length > 0 ? samples : undefined;
    });
    expect(counter.map(({ value }) => value[1])).toEqual(['1000']);
    console.log(
      `${COUNT} accepted; ${inJaeger.identities.size} in Jaeger; calls in Prometheus ` +
        each.map(({ value }) => value[1]).join(' + '),
    );
  });
});

/** The number of the span is its id, and the traces have ten each. */
function isOfFailed(identity: string): boolean {
  const number = Number.parseInt(identity.split('/')[1]!, 16);
  const last = Math.ceil(number / SPANS_OF_A_TRACE) * SPANS_OF_A_TRACE;
  return last % (ONE_OF * SPANS_OF_A_TRACE) === 0;
}
