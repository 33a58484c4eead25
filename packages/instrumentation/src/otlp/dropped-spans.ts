// Counts the spans that a batch processor drops because its queue is full: it tells the diagnostics alone, with
// the next span that it takes.

import type { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { outletFor } from './outlet.ts';
import type { Place } from './place.ts';

const SAMPLED = 1;

/** Same in the lines 2.x and 3.x; if they differ, nothing is counted. */
interface Internals {
  readonly _finishedSpans?: readonly unknown[];
  readonly _maxQueueSize?: number;
}

/** Counts at the outlet of `place` from now on. */
export function countDrops(processor: BatchSpanProcessor, place: Place): void {
  const outlet = outletFor(place.url);
  const end = processor.onEnd.bind(processor);
  processor.onEnd = (span) => {
    const { _finishedSpans: queue, _maxQueueSize: size } = processor as unknown as Internals;
    const isSampled = (span.spanContext().traceFlags & SAMPLED) !== 0;
    if (isSampled && queue !== undefined && size !== undefined && queue.length >= size) {
      outlet.drop(place);
    }
    end(span);
  };
}
