// An operation that ended, for metrics and listeners. A fetch may bring the end of a response of another call, which
// ended before the model did, or the results of a batch: each counts as well, without a duration, which nobody has measured.

import { randomBytes } from 'node:crypto';
import { costsAround } from './context/parent.ts';
import { errorTypeOf } from './conventions/error-type.ts';
import { shownText } from './errors/shown-error.ts';
import { tellFinished } from './listeners.ts';
import { recordFetched, recordMetrics } from './metrics/metrics.ts';
import type { FinishedOperation, OperationStart, StartedOperation, Thrown } from './operation.ts';
import { priced } from './pricing.ts';
import type { Kind } from '../model/kinds.ts';
import type { FetchedResponse } from '../model/response.ts';

/** Measures `finished` and tells it. */
export function publish(finished: FinishedOperation<Kind>): void {
  recordMetrics(finished);
  tellFinished(finished);
  const { response, thrown, durationSeconds, said } = finished;
  const { fetched } = response;
  if (fetched === undefined) return;
  // A call of a model has a record of its own.
  const hasSpan = finished.kind === 'request';
  publishFetched(finished, {
    response: fetched,
    texts: thrown?.texts,
    durationSeconds,
    hasSpan,
    said: hasSpan ? said : undefined,
  });
}

/** A response that a fetch brings. */
export interface Fetched extends Pick<FinishedOperation, 'said' | 'durationSeconds'> {
  readonly response: FetchedResponse;
  /** Templates of the texts that its failure may show. */
  readonly texts: Thrown['texts'];
  /** Whether the span of the fetch stands for it: it is the only one, and no other record has that span. */
  readonly hasSpan: boolean;
}

/** Measures what `fetch` brings and tells it. */
export function publishFetched(fetch: StartedOperation<Kind>, fetched: Fetched): void {
  const { response, texts = [], durationSeconds, hasSpan, said } = fetched;
  const { kind = 'inference', failure } = response;
  const operation =
    response.operation ?? (kind === 'embeddings' ? ('embeddings' as const) : ('chat' as const));
  const start = {
    ...fetch.start,
    kind,
    operation,
    ...(fetch.kind !== 'request' && asked(response)),
  };
  const thrown: Thrown | undefined = failure && { error: undefined, failure, texts };
  const outcome = response.isCancelled === true ? 'aborted' : failure ? 'error' : 'completed';
  const end = { outcome, response, durationSeconds, thrown, chunkIntervals: [], said } as const;
  const around = costsAround(fetch.context);
  const { cost } = priced(start, { ...end, endedAt: 0 }, fetch.startedAt, around);
  const finished: FinishedOperation = {
    ...fetch,
    ...(!hasSpan && ownPlace(fetch)),
    ...end,
    kind,
    start,
    cost,
    errorType: thrown && errorTypeOf(kind, thrown),
    errorMessage: thrown && shownText(thrown),
    tally: undefined,
  };
  recordFetched(finished);
  tellFinished(finished);
}

/** Another model has answered a part of a call: what the call has asked for is not what that was asked. */
function asked({ model }: FetchedResponse): Pick<OperationStart, 'request' | 'size'> {
  return { request: { model }, size: undefined };
}

/** A record without a span: below the fetch, or beside a call of a model, whose tokens would look like a sum. */
function ownPlace({
  kind,
  spanId,
  parentSpanId,
}: StartedOperation<Kind>): Pick<StartedOperation, 'spanId' | 'parentSpanId'> {
  return {
    spanId: randomBytes(8).toString('hex'),
    parentSpanId: kind === 'request' ? spanId : parentSpanId,
  };
}
