// Spans in volume over several agents, so that the parts of a trace come by different ways; and what the gateways made of
// them: which are where, and which trace is with whom.

import { eventually } from '../../test/eventually.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { post, type Sent, toRequest, type Volume } from '../../test/faults/spans.ts';
import { storedInFile, type Stored } from '../../test/faults/stored.ts';
import { sendCounter, sendLog } from '../../test/otlp-request.ts';
import { PARTITIONS } from './broker.ts';
import type { Member, ScaledStack } from './scaled-stack.ts';

export const SERVICE = 'scaled';
export const SPANS_OF_A_TRACE = 10;
const SENDERS = 4;
const SIGNALS = 3;

export interface Traffic {
  readonly from: number;
  readonly count: number;
  /** Requests hold a half of each of so many traces; of one unless told. */
  readonly tracesOfARequest?: number;
  /** Which half of each trace; both unless told. */
  readonly half?: 'first' | 'second';
  /** Further attributes of the span of this number. */
  readonly attributes?: Volume['attributes'];
  /** Called for each request that was answered with 200, with how many there are. */
  readonly onAccepted?: (requests: number) => void;
}

/** Sends each half of a trace to the next agent, and waits for every answer. */
export async function sendAcross(
  agents: readonly Member[],
  { from, count, tracesOfARequest = 1, half, attributes = () => ({}), onAccepted }: Traffic,
): Promise<Sent> {
  const volume = { service: SERVICE, perTrace: SPANS_OF_A_TRACE, attributes };
  const accepted = new Set<string>();
  const refused = new Set<string>();
  const unanswered = new Set<string>();
  const statuses: Record<number, number> = {};
  const requests = halves({ from, count, half }, tracesOfARequest);
  let turn = 0;
  const send = async (): Promise<void> => {
    for (const numbers of requests) {
      const agent = agents[turn++ % agents.length]!;
      const { body, identities } = toRequest(numbers, volume);
      const status = await post(`${agent.otlpHttp}/v1/traces`, body);
      statuses[status ?? 0] = (statuses[status ?? 0] ?? 0) + 1;
      const set = status === 200 ? accepted : status === undefined ? unanswered : refused;
      for (const identity of identities) set.add(identity);
      if (status === 200) onAccepted?.(statuses[200] ?? 0);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return { accepted, refused, unanswered, statuses };
}

/** The numbers of the spans of each request: the first halves of some traces, then their second halves. */
function* halves(
  { from, count, half: only }: Traffic,
  traces: number,
): Generator<readonly number[]> {
  const half = SPANS_OF_A_TRACE / 2;
  for (let first = from; first < from + count; first += traces * SPANS_OF_A_TRACE) {
    for (const start of [first, first + half]) {
      if (only !== undefined && (only === 'first') !== (start === first)) continue;
      yield Array.from(
        { length: traces * half },
        (_, index) => start + Math.floor(index / half) * SPANS_OF_A_TRACE + (index % half),
      );
    }
  }
}

/** One of each signal, so that Kafka has all topics before a gateway asks for them. */
export async function makeTopics(agent: Member): Promise<void> {
  await sendAcross([agent], { from: 1, count: SPANS_OF_A_TRACE });
  await sendLog(agent.otlpHttp, { body: 'first' });
  await sendCounter(agent.otlpHttp, [{}]);
  await eventually('the first of each signal in Kafka', async () => {
    const sent = await Promise.all(
      ['spans', 'log_records', 'metric_points'].map((items) =>
        counted(agent.metrics, `otelcol_exporter_sent_${items}`),
      ),
    );
    return sent.every((count) => count > 0) ? true : undefined;
  });
}

/** Starts one agent, Kafka with its topics, and one gateway. */
export async function smallestLine(
  stack: ScaledStack,
): Promise<Readonly<Record<'agent' | 'gateway', Member>>> {
  await stack.startBroker();
  const agent = await stack.member('agent', 'agent-1');
  await agent.start();
  await makeTopics(agent);
  const gateway = await stack.member('gateway', 'gateway-1');
  await gateway.start();
  return { agent, gateway };
}

/** Waits until every partition has one gateway and each has its share. */
export async function settled(gateways: readonly Member[]): Promise<void> {
  let last: readonly number[] = [];
  await eventually(`${gateways.length} gateways with equal shares`, async () => {
    last = await Promise.all(gateways.map(partitionsOf));
    const share = (PARTITIONS * SIGNALS) / gateways.length;
    return last.every((count) => count === share) ? true : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; they have ${last.join(', ')} partitions`);
  });
}

async function partitionsOf({ metrics }: Member): Promise<number> {
  const [started, ended] = await Promise.all(
    ['start', 'close'].map((what) => counted(metrics, `otelcol_kafka_receiver_partition_${what}`)),
  );
  return started! - ended!;
}

/** What the files of the gateways have, together and each. */
export interface AtGateways {
  readonly identities: ReadonlySet<string>;
  /** Beside the first of each, in one file or in two. */
  readonly duplicates: number;
  readonly each: readonly Stored[];
  /** Traces that are in more than one file. */
  readonly split: ReadonlySet<string>;
}

export async function atGateways(gateways: readonly Member[]): Promise<AtGateways> {
  const each = await Promise.all(gateways.map(({ files }) => storedInFile(files.traces)));
  const identities = new Set(each.flatMap((stored) => [...stored.identities]));
  const all = each.reduce((sum, stored) => sum + stored.identities.size + stored.duplicates, 0);
  const seen = new Set<string>();
  const split = new Set<string>();
  for (const stored of each) {
    const traces = tracesOf(stored.identities);
    for (const trace of traces) (seen.has(trace) ? split : seen).add(trace);
  }
  return { identities, duplicates: all - identities.size, each, split };
}

/** Waits until all of these are in a file. */
export async function arrivedAtGateways(
  gateways: readonly Member[],
  wanted: ReadonlySet<string>,
): Promise<AtGateways> {
  let missing = wanted.size;
  return eventually(`${wanted.size} spans in the files`, async () => {
    const found = await atGateways(gateways);
    missing = [...wanted].filter((identity) => !found.identities.has(identity)).length;
    return missing === 0 ? found : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; ${missing} are missing`);
  });
}

export function tracesOf(identities: Iterable<string>): Set<string> {
  return new Set([...identities].map((identity) => identity.split('/')[0]!));
}

/** The traces of the spans with these numbers, whether they were sent or not. */
export function tracesFrom(from: number, count: number): Set<string> {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  const { identities } = toRequest(numbers, { service: SERVICE, perTrace: SPANS_OF_A_TRACE });
  return tracesOf(identities);
}
