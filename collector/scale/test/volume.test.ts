// 200,000 spans of 20,000 traces over two agents, a broker and two gateways: they add up at each hop, and this is what a span
// costs there. The figures of docs/sizing.md are what this prints.

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../scripts/stack/service.ts';
import { eventually } from '../../test/eventually.ts';
import type { JaegerSpan } from '../../test/backends.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { identityOf } from '../../test/faults/spans.ts';
import { withRotated } from '../../test/faults/stored.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { isSkippedWithKafka, type Member, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, makeTopics, sendAcross, settled, tracesOf } from './traffic.ts';

const COUNT = 200_000;
/** 50 spans in a request. */
const TRACES = 10;
/** Those of makeTopics. */
const FIRST = 10;
const LONG_MS = 400_000;
/** Traces in a question to Jaeger. */
const AT_ONCE = 100;
/** The kernel counts CPU time in ticks of 10 ms. */
const MS_PER_TICK = 10;

/** A call of a model without content, as the package records it. */
const ATTRIBUTES = {
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-4o',
  'server.address': 'api.openai.com',
  'server.port': '443',
  'llm_otel.outcome': 'completed',
  'gen_ai.response.model': 'gpt-4o-2024-08-06',
  'gen_ai.response.finish_reasons': 'stop',
  'openai.response.system_fingerprint': 'fp_44709d6fcb',
  'llm_otel.cost.currency': 'USD',
};

/** With what differs from call to call, which a bus cannot compress: ids and numbers. */
function attributesOf(number: number): Record<string, string> {
  const hash = createHash('sha256').update(String(number)).digest();
  const conversation = createHash('sha256')
    .update(String(Math.floor(number / 40)))
    .digest('hex');
  const [input, output] = [hash.readUInt16LE(0) % 4000, hash.readUInt16LE(2) % 900];
  return {
    ...ATTRIBUTES,
    'gen_ai.response.id': `chatcmpl-${hash.toString('base64url').slice(0, 29)}`,
    'gen_ai.conversation.id': conversation.slice(0, 36),
    'gen_ai.usage.input_tokens': String(input),
    'gen_ai.usage.output_tokens': String(output),
    'llm_otel.cost.amount': String((input * 2.5 + output * 10) / 1e6),
  };
}

describe.skipIf(isSkippedWithKafka)('200,000 spans', () => {
  it('add up at each hop', { timeout: 600_000 }, async () => {
    const { jaegerOtlp } = await freePorts();
    const backends = await faultyStack({
      variables: {
        LLM_OTEL_JAEGER_OTLP_PORT: String(jaegerOtlp),
        LLM_OTEL_JAEGER_MAX_TRACES: String(COUNT),
      },
    });
    await backends.start('jaeger');
    const stack = await scaledStack();
    const { broker, service: brokerService } = await stack.startBroker();
    const agents = [await stack.member('agent', 'agent-1'), await stack.member('agent', 'agent-2')];
    const variables = { LLM_OTEL_COLLECTOR_JAEGER_ENDPOINT: `${loopback}:${jaegerOtlp}` };
    const gateways = await Promise.all(
      ['gateway-1', 'gateway-2'].map((name) => stack.member('gateway', name, { variables })),
    );
    const atAgents = await startAll(agents);
    await makeTopics(agents[0]!);
    const atGateways = await startAll(gateways);
    await settled(gateways);
    const hops = { agents: atAgents, broker: [brokerService], gateways: atGateways };
    const before = await cpuOf(hops);

    const sent = await sendAcross(agents, {
      from: 100_001,
      count: COUNT,
      tracesOfARequest: TRACES,
      attributes: attributesOf,
    });
    expect([sent.accepted.size, sent.refused.size, sent.unanswered.size]).toEqual([COUNT, 0, 0]);
    await passed(gateways, 'file/traces');
    const found = await arrivedAtGateways(gateways, sent.accepted);
    expect(tracesOf(sent.accepted).size).toBe(COUNT / 10);
    expect(found.split.size).toBe(0);
    expect(found.duplicates).toBe(0);
    const received = await sumOf(gateways, 'otelcol_receiver_accepted_spans');
    expect(await sumOf(agents, 'otelcol_exporter_sent_spans')).toBe(received);
    expect(await passed(gateways, 'otlp_grpc/jaeger')).toBe(received);

    const cpu = await cpuOf(hops);
    const inBus = (await broker.dump('otlp_spans')).split('gen_ai.response.id').length - 1;
    const inJaeger = await storedInJaeger(backends.endpoints.jaeger, sent.accepted);
    console.log(
      `sent ${sent.accepted.size}; in Kafka ${inBus}; at the gateways ${received - FIRST}; ` +
        `in the files ${found.each.map(({ identities }) => identities.size).join(' + ')} less ${FIRST}; in Jaeger ${inJaeger}`,
    );
    expect([inBus, received - FIRST, inJaeger]).toEqual([COUNT, COUNT, COUNT]);
    const topic = await bytesIn(path.join(stack.directory, 'broker/kafka'), /^otlp_spans-/);
    const message = await sumOf(gateways, 'otelcol_kafka_receiver_bytes_uncompressed');
    const files = await Promise.all(
      gateways.map(async ({ files: { traces } }) => withRotated(traces)),
    );
    const sizes = await Promise.all(files.flat().map(async (file) => stat(file)));
    const inFiles = sizes.reduce((sum, { size }) => sum + size, 0);
    for (const hop of Object.keys(hops) as (keyof typeof hops)[]) {
      const perSpan = (cpu[hop] - before[hop]) / COUNT;
      console.log(
        `${hop}: ${(perSpan * 1000).toFixed(0)} µs of CPU a span, ${Math.round(1000 / perSpan)} spans a second and core`,
      );
    }
    console.log(
      `a span: ${Math.round(topic / COUNT)} bytes in the bus (${Math.round(message / COUNT)} uncompressed), ${Math.round(inFiles / COUNT)} in traces.jsonl`,
    );
  });
});

/** Waits until an exporter of the gateways has sent so many spans, which costs less than reading files. */
async function passed(gateways: readonly Member[], exporter: string): Promise<number> {
  const ask = async (): Promise<number | undefined> => {
    const sent = await sumOf(gateways, 'otelcol_exporter_sent_spans', { exporter });
    return sent >= COUNT + FIRST ? sent : undefined;
  };
  return eventually(`all spans through ${exporter}`, ask, LONG_MS);
}

async function startAll(members: readonly Member[]): Promise<Service[]> {
  const services: Service[] = [];
  for (const member of members) services.push(await member.start());
  return services;
}

async function sumOf(
  members: readonly Member[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const counts = await Promise.all(members.map(({ metrics }) => counted(metrics, name, labels)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The CPU time of the processes of each hop so far, in ms. */
async function cpuOf<Hop extends string>(
  hops: Readonly<Record<Hop, readonly Service[]>>,
): Promise<Record<Hop, number>> {
  const entries = Object.entries<readonly Service[]>(hops).map(async ([hop, services]) => {
    const times = await Promise.all(services.map(({ processId }) => cpuOfProcess(processId!)));
    return [hop, times.reduce((sum, time) => sum + time, 0)];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Hop, number>;
}

async function cpuOfProcess(processId: number): Promise<number> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

async function bytesIn(directory: string, folders: RegExp): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const logs = names.filter((name) => folders.test(name) && name.endsWith('.log'));
  const sizes = await Promise.all(logs.map((name) => stat(path.join(directory, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** How many of these spans Jaeger has, and no other of their traces. */
async function storedInJaeger(jaeger: string, identities: ReadonlySet<string>): Promise<number> {
  const traces = [...tracesOf(identities)];
  const stored: string[] = [];
  for (let at = 0; at < traces.length; at += AT_ONCE) {
    const asked = traces.slice(at, at + AT_ONCE).map((trace) => `traceID=${trace}`);
    const answer = await fetch(`${jaeger}/api/traces?${asked.join('&')}`);
    const { data } = (await answer.json()) as { data: { spans: JaegerSpan[] }[] };
    const spans = data.flatMap((trace) => trace.spans);
    stored.push(...spans.map(({ traceID, spanID }) => identityOf(traceID, spanID)));
  }
  expect(stored.filter((identity) => !identities.has(identity))).toEqual([]);
  return stored.length;
}
