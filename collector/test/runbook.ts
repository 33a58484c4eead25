// Reads the runbook as somebody would whom an alert has woken.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What it asks of Prometheus, of the call records one by one, and of Jaeger, each once. */
export async function questionsOfRunbook(): Promise<{
  readonly metrics: readonly string[];
  readonly records: readonly (readonly string[])[];
  readonly traces: readonly URL[];
}> {
  const text = await readFile(path.join(import.meta.dirname, '../RUNBOOK.md'), 'utf8');
  const asked = (step: string): string[] => [
    ...new Set([...text.matchAll(new RegExp(`^${step}: \`(.+)\`$`, 'gm'))].map(([, it]) => it!)),
  ];
  return {
    metrics: asked(String.raw`1\. Metrics`),
    records: asked(String.raw`2\. Logs`)
      .map((command) => command.split(' ').slice(1))
      .filter(([name]) => name === 'logs'),
    traces: asked(String.raw`3\. Traces`).map((address) => new URL(address)),
  };
}

/** What Jaeger's API answers to an address of its UI. */
export async function tracesAt(jaeger: string, asked: URL, filled: Filled): Promise<number> {
  const address = new URL(
    asked.pathname.replace('/search', '/api/traces').replace('/trace/', '/api/traces/'),
    jaeger,
  );
  address.pathname = address.pathname.replace('%3Ctrace_id%3E', filled.traceId);
  for (const [name, value] of asked.searchParams) {
    address.searchParams.set(
      name,
      value.replace('<service>', filled.service).replace('<model>', filled.model),
    );
  }
  // Calls of the mock model last milliseconds.
  if (asked.searchParams.has('minDuration')) address.searchParams.set('minDuration', '5ms');
  const { data } = (await (await fetch(address)).json()) as { data: unknown[] | null };
  return data?.length ?? 0;
}

/** What stands in the place of what is between angle brackets. */
interface Filled {
  readonly service: string;
  readonly model: string;
  readonly traceId: string;
}
