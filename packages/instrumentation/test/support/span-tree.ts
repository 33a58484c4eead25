// Spans as a text that a reader can check: indented names with what matters of them.

import type { OtlpSink } from '@llm-otel/testkit';

type SpanRecord = ReturnType<OtlpSink['traces']>[number];

/** What is shown of a span, by the name of its attribute. */
const SHOWN = {
  'gen_ai.operation.name': 'operation',
  'gen_ai.provider.name': 'provider',
  'gen_ai.request.model': 'model',
  'gen_ai.agent.name': 'agent',
  'gen_ai.conversation.id': 'conversation',
  'gen_ai.usage.input_tokens': 'input',
  'gen_ai.usage.cache_read.input_tokens': 'cached',
  'gen_ai.usage.output_tokens': 'output',
  'llm_otel.cost.amount': 'cost',
  'llm_otel.cost.total': 'total',
  'llm_otel.guardrail.decision': 'decision',
  'llm_otel.attempt': 'attempt',
  'error.type': 'error',
  'llm_otel.outcome': 'outcome',
} as const;
/** They are no news: an error has a type. */
const OUTCOMES: ReadonlySet<unknown> = new Set(['completed', 'error']);

/** A line for each span, in the order of their starts, below its parent. */
export function spanTree(spans: readonly SpanRecord[]): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const ordered = spans.toSorted((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano));
  const linesOf = (parent: string | undefined, depth: number): string[] =>
    ordered
      .filter(({ parentSpanId: id }) =>
        parent === undefined ? id === undefined || !ids.has(id) : id === parent,
      )
      .flatMap((span) => [
        `${'  '.repeat(depth)}${[span.name, ...shown(span), ...linked(span, spans)].join(' ')}`,
        ...linesOf(span.spanId, depth + 1),
      ]);
  return `${linesOf(undefined, 0).join('\n')}\n`;
}

function shown({ attributes }: SpanRecord): string[] {
  return Object.entries(SHOWN).flatMap(([name, label]) => {
    const value = attributes[name];
    return value === undefined || OUTCOMES.has(value) ? [] : [`${label}=${String(value)}`];
  });
}

function linked({ links }: SpanRecord, spans: readonly SpanRecord[]): string[] {
  return links.map(({ spanId }) => {
    const to = spans.find((span) => span.spanId === spanId);
    return `linked="${to?.name ?? 'a span elsewhere'}"`;
  });
}
