// Without Kafka: two agents share the traces among two gateways, by the last digit of the trace id or by the exporter
// loadbalancing. What is for a gateway that is away waits at the agents, and goes to no other.

import { describe, expect, it } from 'vitest';
import { loopback } from '../../../scripts/stack/ports.ts';
import type { ScaleFormName } from '../forms.ts';
import { isSkipped, type MemberOptions, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, sendAcross, tracesOf } from './traffic.ts';

/** How the agents know the gateways, whose addresses are `host:port`. */
interface Sharing {
  readonly form: ScaleFormName;
  readonly optionsFor: (gateways: readonly [string, string]) => MemberOptions;
}

const SHARINGS: readonly Sharing[] = [
  {
    form: 'agent of two gateways',
    optionsFor: ([first, second]) => ({
      variables: { LLM_OTEL_GATEWAY_FIRST: first, LLM_OTEL_GATEWAY_SECOND: second },
    }),
  },
  {
    form: 'agent without Kafka',
    // No name stands for two addresses with ports of their own.
    optionsFor: (hostnames) => {
      const resolver = { dns: null, static: { hostnames } };
      const exporters = { loadbalancing: { resolver }, 'loadbalancing/service': { resolver } };
      return { parameters: [`--config=yaml:${JSON.stringify({ exporters })}`] };
    },
  },
];

describe.skipIf(isSkipped).each(SHARINGS)('two of "$form"', ({ form, optionsFor }) => {
  it('keep every span and every trace whole; a gateway that dies and an agent that dies cost neither', async () => {
    const stack = await scaledStack();
    const first = await stack.member('gateway without Kafka', 'gateway-1');
    const second = await stack.member('gateway without Kafka', 'gateway-2');
    const gateways = [first, second];
    const options = optionsFor([first.otlpGrpc, second.otlpGrpc]);
    const agents = await Promise.all(
      ['agent-1', 'agent-2'].map((name) => stack.member(form, name, options)),
    );
    await first.start();
    const dying = await second.start();
    const killed = await agents[0]!.start();
    await agents[1]!.start();

    const calm = await sendAcross(agents, { from: 1, count: 3000 });
    expect(calm.accepted.size).toBe(3000);
    const quiet = await arrivedAtGateways(gateways, calm.accepted);
    expect(quiet.split.size).toBe(0);
    expect(quiet.duplicates).toBe(0);

    let death: Promise<void> | undefined;
    const struck = await sendAcross(agents, {
      from: 10_001,
      count: 6000,
      onAccepted: (requests) => {
        if (requests > 500) death ??= dying.stop('SIGKILL');
      },
    });
    await death;
    expect(struck.accepted.size).toBe(6000);
    await killed.stop('SIGKILL');
    await agents[0]!.start();
    await second.start();
    const found = await arrivedAtGateways(gateways, struck.accepted);
    const files = found.each.map(({ identities }) => identities.size).join(' + ');
    console.log(`${form}: 9000 accepted; files ${files}, ${found.duplicates} twice`);
    expect(found.split.size).toBe(0);
    expect(found.identities.size).toBe(9000);
    for (const { identities } of found.each) expect(tracesOf(identities).size).toBeGreaterThan(300);
  });
});

it.skipIf(isSkipped)('an agent finds its gateway by what it is called', async () => {
  const stack = await scaledStack();
  const gateway = await stack.member('gateway without Kafka', 'gateway-1');
  await gateway.start();
  const variables = {
    // It is asked for like a name; a name stands for one address on this machine and for two on that.
    LLM_OTEL_GATEWAY_HOST: loopback,
    LLM_OTEL_GATEWAY_PORT: gateway.otlpGrpc.slice(`${loopback}:`.length),
  };
  const agent = await stack.member('agent without Kafka', 'agent-1', { variables });
  await agent.start();
  const { accepted } = await sendAcross([agent], { from: 1, count: 1000 });
  expect(accepted.size).toBe(1000);
  const found = await arrivedAtGateways([gateway], accepted);
  expect(found.duplicates).toBe(0);
});
