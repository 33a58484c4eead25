// The broker is away, agents take what comes, and one of them is killed with all of that in its queue. And: what an agent
// masks is nowhere behind it, neither in the bus nor in a file.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { byNumber, CANARIES, canariesIn } from '../../test/canaries.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { eventually } from '../../test/eventually.ts';
import { sendCounter, sendLog, sendSpan } from '../../test/otlp-request.ts';
import { isSkippedWithKafka, type Member, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, makeTopics, sendAcross, settled, tracesOf } from './traffic.ts';

const TOPICS = ['otlp_spans', 'otlp_metrics', 'otlp_logs'];
/** What an agent is given to take its redaction away. */
const IN_CLEAR = ['traces', 'metrics', 'logs'].map(
  (signal) => `--set=service.pipelines.${signal}/in.processors=[memory_limiter]`,
);
const TEXTS = byNumber(CANARIES.map(({ text }) => text));

describe.skipIf(isSkippedWithKafka)('agents', () => {
  it('keep what they took while the broker is away, also when they are killed', async () => {
    const stack = await scaledStack();
    const { broker, service } = await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    const killed = await agents[0]!.start();
    await agents[1]!.start();
    await makeTopics(agents[0]!);
    const gateways = [
      await stack.member('gateway', 'gateway-1'),
      await stack.member('gateway', 'gateway-2'),
    ];
    for (const gateway of gateways) await gateway.start();
    await settled(gateways);

    await service.stop('SIGKILL');
    const sent = await sendAcross(agents, { from: 1001, count: 6000 });
    expect(sent.accepted.size).toBe(6000);
    for (const { metrics } of agents) {
      expect(await counted(metrics, 'otelcol_exporter_queue_size')).toBeGreaterThan(0);
    }
    await killed.stop('SIGKILL');
    await agents[0]!.start();
    await broker.start();
    const found = await arrivedAtGateways(gateways, sent.accepted);
    await settled(gateways);
    const later = await sendAcross(agents, { from: 10_001, count: 2000 });
    const all = await arrivedAtGateways(gateways, new Set([...sent.accepted, ...later.accepted]));
    console.log(
      `6000 accepted without a broker: ${found.duplicates} twice, ${found.split.size} traces in two; ` +
        `2000 afterwards: ${all.duplicates} twice`,
    );
    expect(later.accepted.size).toBe(2000);
    expect([...tracesOf(later.accepted)].filter((trace) => all.split.has(trace))).toEqual([]);
  });

  it.each([
    { what: 'mask what is secret before the bus', parameters: [], found: [] },
    {
      what: 'would show it there if they did not, by this reading of the bus',
      parameters: IN_CLEAR,
      found: CANARIES.map(({ name }) => name),
    },
  ])('$what', async ({ parameters, found }) => {
    const stack = await scaledStack();
    const { broker, service } = await stack.startBroker();
    const agent = await stack.member('agent', 'agent-1', { parameters });
    await agent.start();
    await makeTopics(agent);
    await sendAll(agent);
    const gateway = await stack.member('gateway', 'gateway-1');
    const running = await gateway.start();
    const written = await eventually('the three signals in the files', async () => {
      const files = Object.values(gateway.files).map((file) =>
        readFile(file, 'utf8').catch(() => ''),
      );
      const texts = await Promise.all(files);
      return texts.every((text) => text.includes('leaky')) ? texts : undefined;
    });
    await running.stop();
    await service.stop();
    const bus = await Promise.all(TOPICS.map((topic) => broker.dump(topic)));
    expect(bus.every((text) => text.includes('leaky'))).toBe(true);
    for (const text of bus) expect(canariesIn(text)).toEqual(found);
    const queues = await filesIn(gateway.queues);
    expect(canariesIn(written.join(''))).toEqual(found);
    expect(canariesIn([...queues, await readFile(gateway.log, 'utf8')].join(''))).toEqual(found);
  });
});

/** A span, a log record and a counter, each with every secret. */
async function sendAll({ otlpHttp }: Member): Promise<void> {
  const resource = { 'service.name': 'leaky' };
  await sendSpan(otlpHttp, { resource, attributes: TEXTS });
  await sendLog(otlpHttp, { resource, attributes: TEXTS, body: TEXTS });
  await sendCounter(otlpHttp, [TEXTS], resource);
}

async function filesIn(directory: string): Promise<string[]> {
  const files = await readdir(directory);
  return Promise.all(files.map((name) => readFile(path.join(directory, name), 'latin1')));
}
