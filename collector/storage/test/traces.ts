// What Jaeger has of traces, asked for one by one by their ids: of traces that begin at the same time, a search on Cassandra
// leaves out some.

import type { JaegerSpan } from '../../test/backends.ts';
import { eventually } from '../../test/eventually.ts';
import { identityOf } from '../../test/faults/spans.ts';

/** Waits until Jaeger has all of these spans; throws with how many it lacks, and the first of them. */
export async function allInJaeger(jaeger: string, wanted: ReadonlySet<string>): Promise<void> {
  let missing: readonly string[] = [];
  await eventually(`${wanted.size} spans in Jaeger`, async () => {
    missing = await missingInJaeger(jaeger, wanted);
    return missing.length === 0 ? true : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; ${missing.length} are missing, such as ${missing[0]}`);
  });
}

/** Those that it does not have. */
export async function missingInJaeger(
  jaeger: string,
  wanted: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const trace of new Set([...wanted].map((identity) => identity.split('/')[0]!))) {
    const response = await fetch(`${jaeger}/api/traces/${trace}`);
    const { data } = (await response.json()) as { data: { spans: JaegerSpan[] }[] | null };
    for (const { spanID } of data?.[0]?.spans ?? []) found.add(identityOf(trace, spanID));
  }
  return [...wanted].filter((identity) => !found.has(identity));
}
