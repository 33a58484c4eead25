// Finds missing metrics and events of operations. Only if the input is the full output
// of a run: a file of traces alone says nothing about metrics.
import { type Finding, finding } from '../finding.ts';
import type { Records, SpanRecord } from '../otlp/records.ts';
import { isMet, type Registry } from '../registry/registry.ts';

/** The metrics and events of `spans` that `records` lack. */
export function checkCompleteness(
  spans: readonly SpanRecord[],
  records: Records,
  registry: Registry,
): Finding[] {
  const present = new Set([...records.metrics, ...records.events].map(({ name }) => name));
  const missing = new Map<string, Finding>();
  for (const span of spans) {
    const hasFailed = span.status === 'error';
    for (const { oneOf, signal, when } of registry.spanTypes(span)[0]?.signals ?? []) {
      const isCalledFor = isMet(when, span.attributes, hasFailed) === true;
      if (!isCalledFor || oneOf.some((name) => present.has(name))) continue;
      const name = oneOf[0]!;
      const text = `no ${oneOf.join(' or ')} was recorded, which belongs to the span "${span.name}"`;
      if (!missing.has(name)) {
        missing.set(name, finding('signal_not_present', { signal, name, at: span.at }, text));
      }
    }
  }
  return [...missing.values()];
}
