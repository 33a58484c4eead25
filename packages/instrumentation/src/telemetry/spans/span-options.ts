// The start options of a span.

import type { Attributes, SpanOptions } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';
import { spanKind } from '../conventions/span-name.ts';
import type { OperationStart } from '../operation.ts';

/** The options of the span of `start`, which began at `startTime`, in milliseconds since the epoch. */
export function spanOptions(
  start: OperationStart,
  attributes: Attributes,
  startTime: number,
): SpanOptions {
  const options: SpanOptions = { kind: spanKind(start), attributes, startTime };
  if (start.links !== undefined) {
    options.links = start.links
      .map((linked) => otelApi()!.trace.getSpanContext(linked))
      .filter((context) => context !== undefined)
      .map((context) => ({ context }));
  }
  return options;
}
