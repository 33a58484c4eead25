// Without Kafka: two agents share the traces among two gateways by the last digit of the trace id. What is for a gateway that
// is away waits at the agents, and goes to no other.

import { describe, expect, it } from 'vitest';
import { isSkipped, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, sendAcross, tracesOf } from './traffic.ts';

describe.skipIf(isSkipped)('two agents and two gateways without Kafka', () => {
  it('keep every span and every trace whole; a gateway that dies and an agent that dies cost neither', async () => {
    const stack = await scaledStack();
    const first = await stack.member('gateway without Kafka', 'gateway-1');
    const second = await stack.member('gateway without Kafka', 'gateway-2');
    const gateways = [first, second];
    const variables = {
      LLM_OTEL_GATEWAY_FIRST: first.otlpGrpc,
      LLM_OTEL_GATEWAY_SECOND: second.otlpGrpc,
    };
    const agents = await Promise.all(
      ['agent-1', 'agent-2'].map((name) =>
        stack.member('agent of two gateways', name, { variables }),
      ),
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
    console.log(`9000 accepted; files ${files}, ${found.duplicates} twice`);
    expect(found.split.size).toBe(0);
    expect(found.identities.size).toBe(9000);
    for (const { identities } of found.each) expect(tracesOf(identities).size).toBeGreaterThan(300);
  });
});
