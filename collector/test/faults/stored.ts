// Which spans a sink holds, each counted once, and how many it holds twice.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../eventually.ts';
import { counted } from './collector-counts.ts';
import type { FaultyStack } from './faulty-stack.ts';
import { identityOf } from './spans.ts';

const run = promisify(execFile);
const command = path.join(import.meta.dirname, '../../../packages/query/dist/main.js');

/** What the stacks of these tests let Jaeger keep. */
export const MOST_TRACES = 100_000;
/** Of what is missing, as much is shown. */
const SHOWN = 5;

/** The spans of one sink. */
export interface Stored {
  readonly identities: ReadonlySet<string>;
  /** How many there are beside the first of each identity. */
  readonly duplicates: number;
}

/** Those of a JSON Lines file and of those that were rotated away, also where lines are torn or glued. */
export async function storedInFile(file: string): Promise<Stored> {
  const all: string[] = [];
  for (const one of await withRotated(file)) {
    const text = await readFile(one, 'utf8');
    const found = text.matchAll(/"traceId":"([0-9a-f]{32})","spanId":"([0-9a-f]{16})"/g);
    for (const [, trace, span] of found) all.push(identityOf(trace!, span!));
  }
  return toStored(all);
}

/** The file and its older parts, as far as there are any: `traces.jsonl`, `traces-2026-….jsonl`. */
export async function withRotated(file: string): Promise<readonly string[]> {
  const { dir, name, ext } = path.parse(file);
  const names = await readdir(dir).catch(() => []);
  return names
    .filter((one) => one.startsWith(name) && one.endsWith(ext))
    .map((one) => path.join(dir, one));
}

/** How many distinct spans of a JSON Lines file `llm-otel import` reads, and in how many places it cannot. */
export async function importable(file: string): Promise<{ spans: number; bad: number }> {
  const { stdout } = await run(process.execPath, [command, 'import', '--dry-run', '--json', file]);
  const { added, bad } = JSON.parse(stdout) as { added: number; bad: number };
  return { spans: added, bad };
}

/** Those of a service in Jaeger. Who asks for more traces than it may keep is told none. */
async function storedInJaeger(jaeger: string, service: string): Promise<Stored> {
  const response = await fetch(`${jaeger}/api/traces?service=${service}&limit=${MOST_TRACES}`);
  if (!response.ok) return toStored([]);
  const { data } = (await response.json()) as {
    data: { spans: { traceID: string; spanID: string }[] }[] | null;
  };
  const spans = (data ?? []).flatMap((trace) => trace.spans);
  return toStored(spans.map(({ traceID, spanID }) => identityOf(traceID, spanID)));
}

/**
 * Those of a service in Jaeger, as soon as there are `count` of them and the queue before it is empty.
 *
 * @throws when there are not, after a minute
 */
export async function arrivedInJaeger(
  { endpoints }: Pick<FaultyStack, 'endpoints'>,
  service: string,
  count: number,
): Promise<Stored> {
  let last = 0;
  const arrived = async (): Promise<Stored | undefined> => {
    const waiting = await counted(endpoints.collectorMetrics, 'otelcol_exporter_queue_size');
    const stored = await storedInJaeger(endpoints.jaeger, service);
    last = stored.identities.size;
    return waiting === 0 && last >= count ? stored : undefined;
  };
  return eventually(`${count} spans in Jaeger`, arrived).catch((error: Error) => {
    throw new Error(`${error.message}; there are ${last}`);
  });
}

function toStored(all: readonly string[]): Stored {
  const identities = new Set(all);
  return { identities, duplicates: all.length - identities.size };
}

/** Some of `wanted` that are not in `found`; none if all are. */
export function missingFrom(found: ReadonlySet<string>, wanted: Iterable<string>): string[] {
  const missing = [...wanted].filter((identity) => !found.has(identity));
  return missing.length > SHOWN
    ? [...missing.slice(0, SHOWN), `and ${missing.length - SHOWN} more`]
    : missing;
}
