// What the bundled collector costs: CPU per span with redaction and without, the rate that one node takes, and what a
// span is in its files. The sender, the collector, Jaeger and Prometheus share the machine.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinary } from '../../collector/distribution/binaries.ts';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { Figures } from '../figures.ts';
import { type Bench, isAsked, roundsOf, type Size } from '../measurement.ts';
import { requestOf, type SpanSort } from './requests.ts';

const ROUNDS = 5;
const TABLE = 'collector';
/** The kernel counts CPU time in ticks of 10 ms. */
const MS_PER_TICK = 10;
/** So many spans are a second of CPU time at least. */
const SPANS: Readonly<Record<SpanSort, { readonly request: number; readonly all: number }>> = {
  'without content': { request: 200, all: 20_000 },
  '16 KB of text': { request: 20, all: 1000 },
};
/** Requests under way at once, at full rate. */
const SENDERS = 8;
const SECONDS = 20;
const WHO = { true: 'redaction', false: 'no redaction' } as const;

/** CPU per span, the rate, memory at that rate, bytes per span; nothing where the programs are not built. */
export const collectorCost: Bench = async (size) => {
  const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
  if (missing.length > 0 && process.env['CI'] === undefined) {
    console.error(`${TABLE}: ${missing.join('; ')}`);
    return [];
  }
  const figures = new Figures();
  for (let round = 0; round < roundsOf(size, ROUNDS); round += 1) {
    for (const redacts of [false, true]) {
      if (isAsked(size, TABLE, WHO[`${redacts}`])) await measure(figures, size, redacts);
    }
  }
  return figures.all();
};

async function measure(figures: Figures, size: Size, redacts: boolean): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-bench-collector-'));
  const stack = await startStack({ directory, ports: 'free', redacts });
  const who = WHO[`${redacts}`];
  const add = (what: string, unit: string, value: number): void =>
    figures.add({ table: TABLE, what, who, unit }, value);
  try {
    for (const sort of Object.keys(SPANS) as SpanSort[]) {
      const { request, all } = SPANS[sort];
      const count = size.isQuick ? request : all;
      await send(stack, sort, request, request);
      const [cpu, bytes] = [await cpuOf(stack), await bytesIn(stack)];
      await send(stack, sort, request, count);
      add(`a span, ${sort}`, 'µs of CPU', (((await cpuOf(stack)) - cpu) * 1000) / count);
      add(`a span in traces.jsonl, ${sort}`, 'bytes', ((await bytesIn(stack)) - bytes) / count);
    }
    const { rate, refused } = await atFullRate(stack, size.isQuick ? 0.5 : SECONDS);
    add('at full rate, without content', 'spans a second', rate);
    add('refused at full rate', 'requests', refused);
    add('memory at full rate', 'MB', await memoryOf(stack));
  } finally {
    await stack.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Sends `count` spans in requests of `perRequest`, one after the other. */
async function send(
  stack: Stack,
  sort: SpanSort,
  perRequest: number,
  count: number,
): Promise<void> {
  for (let index = 0; index < count / perRequest; index += 1) {
    const status = await post(stack, requestOf(sort, perRequest, index));
    if (status !== 200) throw new Error(`the collector answered ${status}`);
  }
}

/** As many spans as it takes. */
async function atFullRate(
  stack: Stack,
  seconds: number,
): Promise<{ readonly rate: number; readonly refused: number }> {
  const { request } = SPANS['without content'];
  // Made before: the sender shares the processors.
  const bodies = Array.from({ length: 64 }, (_, index) =>
    requestOf('without content', request, index),
  );
  const start = performance.now();
  let taken = 0;
  let refused = 0;
  const sender = async (first: number): Promise<void> => {
    for (let at = first; performance.now() - start < seconds * 1000; at += SENDERS) {
      if ((await post(stack, bodies[at % bodies.length]!)) === 200) taken += request;
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, (_, first) => sender(first)));
  return { rate: taken / ((performance.now() - start) / 1000), refused };
}

async function post(stack: Stack, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const url = `${stack.endpoints.otlpHttp}/v1/traces`;
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

/** Milliseconds of CPU time since the collector's start. */
async function cpuOf({ processes }: Stack): Promise<number> {
  const text = await readFile(`/proc/${processes['collector']}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** The most that was resident. */
async function memoryOf({ processes }: Stack): Promise<number> {
  const text = await readFile(`/proc/${processes['collector']}/status`, 'utf8');
  return (Number(/VmHWM:\s+(\d+) kB/.exec(text)?.[1]) * 1024) / 1e6;
}

async function bytesIn({ files }: Stack): Promise<number> {
  return (await stat(files.traces)).size;
}
