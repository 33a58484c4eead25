// The start options of a span.

import type { Attributes, SpanOptions } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';
import { spanKind } from '../conventions/span-name.ts';
import type { OperationStart } from '../operation.ts';

/** The options of the span of `start`, which began at `beganAt` by `performance.now()`. */
export function spanOptions(
  start: OperationStart,
  attributes: Attributes,
  beganAt: number,
): SpanOptions {
  const startTime = start.startedAt ?? beganAt;
  const options: SpanOptions = { kind: spanKind(start), attributes, startTime };
  if (start.links !== undefined) {
    options.links = start.links
      .map((linked) => otelApi()!.trace.getSpanContext(linked))
      .filter((context) => context !== undefined)
      .map((context) => ({ context }));
  }
  return options;
}
