// A gateway is restarted, as for a new version, in the middle of traces: it keeps its partitions, and with them its traces.

import { describe, expect, it } from 'vitest';
import { isSkippedWithKafka, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, makeTopics, sendAcross, settled } from './traffic.ts';

describe.skipIf(isSkippedWithKafka)('a gateway that is restarted', () => {
  it('keeps its traces, and nothing comes twice', async () => {
    const stack = await scaledStack();
    await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    for (const agent of agents) await agent.start();
    await makeTopics(agents[0]!);
    // Longer than any machine takes for a restart.
    const variables = { LLM_OTEL_KAFKA_SESSION_TIMEOUT: '45s' };
    const first = await stack.member('gateway', 'gateway-1', { variables });
    const second = await stack.member('gateway', 'gateway-2', { variables });
    await first.start();
    const ending = await second.start();
    await settled([first, second]);

    // The restart is in the middle of every trace.
    const halves = { from: 1001, count: 6000 };
    const before = await sendAcross(agents, { ...halves, half: 'first' });
    await arrivedAtGateways([first, second], before.accepted);
    await ending.stop();
    await second.start();
    const after = await sendAcross(agents, { ...halves, half: 'second' });
    const accepted = new Set([...before.accepted, ...after.accepted]);
    expect(accepted.size).toBe(6000);
    const found = await arrivedAtGateways([first, second], accepted);
    console.log(`6000 accepted; ${found.duplicates} twice, ${found.split.size} traces in two`);
    expect(found.split.size).toBe(0);
    expect(found.duplicates).toBe(0);
  });
});
