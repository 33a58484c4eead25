// Two agents, a broker and two gateways; a gateway dies, comes back, and a third one joins. What an agent answered with 200
// is in the files of the gateways, and no trace is with two of them but where its partition moved in the middle of it.

import { describe, expect, it } from 'vitest';
import { isSkippedWithKafka, type Member, scaledStack } from './scaled-stack.ts';
import {
  arrivedAtGateways,
  makeTopics,
  sendAcross,
  settled,
  tracesFrom,
  tracesOf,
} from './traffic.ts';

const among = (traces: ReadonlySet<string>, some: ReadonlySet<string>): string[] =>
  [...traces].filter((trace) => some.has(trace));

describe.skipIf(isSkippedWithKafka)('two agents, Kafka and gateways', () => {
  it('keep every span and every trace whole; a gateway that dies costs neither', async () => {
    const stack = await scaledStack();
    await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    for (const agent of agents) await agent.start();
    await makeTopics(agents[0]!);
    const first = await stack.member('gateway', 'gateway-1');
    const second = await stack.member('gateway', 'gateway-2');
    const gateways: Member[] = [first, second];
    await first.start();
    const dying = await second.start();
    await settled(gateways);

    // 1. All is well.
    const calm = await sendAcross(agents, { from: 1001, count: 3000 });
    expect(calm.accepted.size).toBe(3000);
    const quiet = await arrivedAtGateways(gateways, calm.accepted);
    console.log(report('calm', calm.accepted.size, quiet));
    expect(among(quiet.split, tracesOf(calm.accepted))).toEqual([]);
    expect(quiet.duplicates).toBe(0);
    for (const { identities } of quiet.each) expect(identities.size).toBeGreaterThan(500);

    // 2. One dies with its partitions in the middle of the traffic.
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
    await settled([first]);
    const after = await arrivedAtGateways(gateways, struck.accepted);
    console.log(report('a gateway died', struck.accepted.size, after));

    // 3. The other has them all: what begins now is with it alone.
    const alone = await sendAcross(agents, { from: 20_001, count: 1000 });
    const left = await arrivedAtGateways(gateways, alone.accepted);
    expect(among(left.split, tracesFrom(20_001, 1000))).toEqual([]);

    // 4. It comes back, and a third one joins.
    await second.start();
    const third = await stack.member('gateway', 'gateway-3');
    await third.start();
    const all = [first, second, third];
    const joining = await sendAcross(agents, { from: 30_001, count: 3000 });
    await settled(all);
    const joined = await sendAcross(agents, { from: 40_001, count: 3000 });
    const accepted = new Set([...joining.accepted, ...joined.accepted]);
    expect(accepted.size).toBe(6000);
    const last = await arrivedAtGateways(all, accepted);
    console.log(report('a third one joined', accepted.size, last));
    expect(among(last.split, tracesOf(joined.accepted))).toEqual([]);
    for (const { identities } of last.each) expect(identities.size).toBeGreaterThan(300);
  });
});

function report(
  what: string,
  sent: number,
  { each, duplicates, split }: Awaited<ReturnType<typeof arrivedAtGateways>>,
): string {
  const files = each.map(({ identities }) => identities.size).join(' + ');
  return `${what}: ${sent} accepted; files ${files}, ${duplicates} twice, ${split.size} traces in two`;
}
