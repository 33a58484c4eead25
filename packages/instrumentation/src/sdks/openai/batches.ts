// batches: the application reads the results of a batch out of a file, as it likes. What the batch took as a whole is known
// at the fetch that finds that it has ended.

import type { Batch } from 'openai/resources/batches';
import type { AnyMethod } from '../../model/method.ts';
import type { Failure, FetchedResponse, Response } from '../../model/response.ts';
import { requests } from '../requests.ts';
import { toUsage } from '../shapes/usage.ts';
import { isNewEnd } from '../background.ts';
import { request } from './methods.ts';

const ENDED: ReadonlySet<Batch['status']> = new Set([
  'completed',
  'failed',
  'expired',
  'cancelled',
] as const);

/** The endpoints of another operation than `chat`. */
const OPERATIONS: Readonly<Record<string, Pick<FetchedResponse, 'kind' | 'operation'>>> = {
  '/v1/embeddings': { kind: 'embeddings' },
  '/v1/completions': { operation: 'text_completion' },
  '/v1/images/generations': { operation: 'generate_content' },
  '/v1/images/edits': { operation: 'generate_content' },
  '/v1/videos': { operation: 'generate_content' },
};

/** The methods of the resource. */
export const batches: Readonly<Record<string, AnyMethod>> = {
  ...requests(request, 'openai', 'batches', 'create', 'list', 'cancel'),
  retrieve: request<string, Batch>({
    name: 'openai.batches.retrieve',
    request: () => ({}),
    response: toResponse,
  }),
};

function toResponse(batch: Batch): Response {
  const { id, status, request_counts: counts } = batch;
  const counted = { batchCompleted: counts?.completed, batchFailed: counts?.failed };
  if (!ENDED.has(status) || !isNewEnd(id, status)) return counted;
  const failure = toFailure(batch);
  return { ...counted, failure, fetched: toFetched(batch, failure) };
}

/** Old batches, and most compatible servers, do not say what was used: nothing is known of their responses. */
function toFetched(
  { id, model, endpoint, status, usage: used }: Batch,
  failure: Failure | undefined,
): FetchedResponse | undefined {
  const usage = toUsage(used);
  if (usage === undefined && failure === undefined) return undefined;
  return {
    ...OPERATIONS[endpoint],
    id,
    model,
    openaiServiceTier: 'batch',
    usage,
    failure,
    ...(status === 'cancelled' && { isCancelled: true }),
  };
}

/** Of a batch that has answered nothing, or not all. */
function toFailure({ status, errors }: Batch): Failure | undefined {
  if (status !== 'failed' && status !== 'expired') return undefined;
  const { code = status, message, param } = errors?.data?.[0] ?? {};
  return { code, message, param: param ?? undefined };
}
