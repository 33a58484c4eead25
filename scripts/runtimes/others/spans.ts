// The owner and the parent of spans.

/** The common data of a span. */
export interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly scope: { readonly name: string };
}

export const OUR_SCOPE = 'llm-otel';
/** The application's own span, around all its calls. */
const APPLICATION_SPAN = 'question';

/** Scope and name of every span that is not ours, sorted. */
export function foreignSpans(spans: readonly Span[]): string[] {
  return spans
    .filter(({ scope }) => scope.name !== OUR_SCOPE)
    .map(({ scope, name }) => `${scope.name}: ${name}`)
    .toSorted();
}

/**
 * Each span of ours, with the application's span above it: as its parent, or with a span
 * of another instrumentation of the same call in between.
 */
export function ourSpansIn(spans: readonly Span[], mayHaveBetween: boolean): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = ({ parentSpanId }: Span): Span | undefined =>
    parentSpanId === undefined ? undefined : byId.get(parentSpanId);
  return spans
    .filter(({ scope }) => scope.name === OUR_SCOPE)
    .map((span) => {
      const parent = parentOf(span);
      const isBetween = mayHaveBetween && parent !== undefined && parent.name !== APPLICATION_SPAN;
      const above = isBetween ? parentOf(parent) : parent;
      return `${span.name} below ${above?.name ?? 'nothing'}`;
    });
}
