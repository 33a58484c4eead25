// Spans in volume, as any sender could send them, and what the collector answered to each request.

import { setTimeout } from 'node:timers/promises';

/** Which spans to send, and how. */
export interface Volume {
  readonly count: number;
  readonly perRequest: number;
  /** The name of the service, which is also how Jaeger finds them. */
  readonly service: string;
  /** Of the first span: the numbers of further ones follow. */
  readonly from?: number;
  /** Requests at the same time; one unless told. */
  readonly senders?: number;
  /** Further attributes of the span of this number. */
  readonly attributes?: (number: number) => Readonly<Record<string, string>>;
  /** The length of an attribute with bytes, which weighs and costs no time in redaction. */
  readonly weight?: number;
  /** Spans of a trace; 100 unless told. */
  readonly perTrace?: number;
  /** Called for each request that was answered with 200, with how many there are. */
  readonly onAccepted?: (requests: number) => void;
  /** How often a refused request is sent in all, with a pause as senders make; once unless told. */
  readonly attempts?: number;
}

/** What became of them, by identity (see {@link identityOf}). */
export interface Sent {
  /** Of requests that were answered with 200. */
  readonly accepted: ReadonlySet<string>;
  /** Of requests that were answered otherwise, at last. */
  readonly refused: ReadonlySet<string>;
  /** Of requests that had no answer: the collector may have them. */
  readonly unanswered: ReadonlySet<string>;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
}

const SPANS_OF_A_TRACE = 100;
const PAUSE_MS = 250;

/** What tells a span from every other: duplicates are equal in this. */
export function identityOf(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}

/** Sends all of them and waits for every answer. */
export async function sendSpans(collector: string, volume: Volume): Promise<Sent> {
  const { count, perRequest, from = 1, senders = 1, attempts = 1 } = volume;
  const sets = {
    accepted: new Set<string>(),
    refused: new Set<string>(),
    unanswered: new Set<string>(),
  };
  const statuses: Record<number, number> = {};
  let next = from;
  const send = async (): Promise<void> => {
    while (next < from + count) {
      const first = next;
      next = Math.min(first + perRequest, from + count);
      const numbers = Array.from({ length: next - first }, (_, index) => first + index);
      const { body, identities } = toRequest(numbers, volume);
      let status: number | undefined;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        status = await post(`${collector}/v1/traces`, body);
        statuses[status ?? 0] = (statuses[status ?? 0] ?? 0) + 1;
        if (status === 200 || attempt === attempts - 1) break;
        await setTimeout(PAUSE_MS);
      }
      const set =
        status === 200 ? sets.accepted : status === undefined ? sets.unanswered : sets.refused;
      for (const identity of identities) set.add(identity);
      if (status === 200) volume.onAccepted?.(statuses[200] ?? 0);
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return { ...sets, statuses };
}

/** One body of OTLP/JSON and whose spans it holds. */
export function toRequest(
  numbers: readonly number[],
  {
    service,
    attributes = () => ({}),
    weight = 0,
    perTrace = SPANS_OF_A_TRACE,
  }: Omit<Volume, 'count' | 'perRequest'>,
): { body: string; identities: readonly string[] } {
  const now = BigInt(Date.now()) * 1_000_000n;
  const ids = numbers.map((number) => idsOf(number, perTrace));
  const bytesValue = Buffer.alloc(weight).toString('base64');
  const weighty = weight === 0 ? [] : [{ key: 'weight', value: { bytesValue } }];
  const spans = numbers.map((number, index) => ({
    ...ids[index],
    name: 'span in volume',
    kind: 3,
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + 5_000_000n),
    attributes: [
      ...keyValues({ 'gen_ai.operation.name': 'chat', ...attributes(number) }),
      ...weighty,
    ],
    status: {},
  }));
  const resource = { attributes: keyValues({ 'service.name': service }) };
  return {
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans }] }] }),
    identities: ids.map(({ traceId, spanId }) => identityOf(traceId, spanId)),
  };
}

/** The status of the answer; `undefined` if there was none. */
export async function post(url: string, body: string): Promise<number | undefined> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

function idsOf(number: number, perTrace: number): { traceId: string; spanId: string } {
  const trace = Math.floor((number - 1) / perTrace) + 1;
  return {
    // Jaeger leaves out half of an id if that is zero.
    traceId: `f${trace.toString(16).padStart(31, '0')}`,
    spanId: number.toString(16).padStart(16, '0'),
  };
}

function keyValues(map: Readonly<Record<string, string>>): object[] {
  return Object.entries(map).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
