// An operation that ended, for metrics and listeners. A fetch may have found the end of another call's response, which
// ended before the model did: that counts as well, without a duration, which nobody has measured.

import { costsAround } from './context/parent.ts';
import { tellFinished } from './listeners.ts';
import { recordFetched, recordMetrics } from './metrics/metrics.ts';
import type { FinishedOperation } from './operation.ts';
import { priced } from './pricing.ts';
import type { Kind } from '../model/kinds.ts';
import type { Response } from '../model/response.ts';

/** Measures `finished` and tells it. */
export function publish(finished: FinishedOperation<Kind>): void {
  recordMetrics(finished);
  tellFinished(finished);
  const { fetched } = finished.response;
  if (fetched !== undefined) publishFetched(finished, fetched);
}

function publishFetched(fetch: FinishedOperation<Kind>, response: Response): void {
  const start = { ...fetch.start, operation: 'chat' } as const;
  const end = { ...fetch, response, endedAt: 0 };
  const around = costsAround(fetch.context);
  const { cost } = priced({ ...start, kind: 'inference' }, end, fetch.startedAt, around);
  const finished: FinishedOperation = { ...fetch, kind: 'inference', start, response, cost };
  recordFetched(finished);
  tellFinished(finished);
}
