// messages.batches: a result counts its tokens and its failure when it is read, once, however often its batch is read. The
// results of a batch keep their order.

import type {
  MessageBatch,
  MessageBatchIndividualResponse,
} from '@anthropic-ai/sdk/resources/messages/batches';
import type { BetaMessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/beta/messages/batches';
import { totalOf } from '../../model/count.ts';
import type { AnyMethod } from '../../model/method.ts';
import type { FetchedResponse } from '../../model/response.ts';
import { requests } from '../requests.ts';
import { MESSAGES } from '../shapes/messages/messages.ts';
import { request } from './methods.ts';

type Result = MessageBatchIndividualResponse | BetaMessageBatchIndividualResponse;

/** A service may read batches for years. */
const MOST_BATCHES = 10_000;

/** How many results of a batch have been counted. */
const counted = new Map<string, number>();

/** The methods of the resource at `path`. */
export function batchMethods(path: string): Record<string, AnyMethod> {
  return {
    ...requests(request, 'anthropic', path, 'create', 'list', 'delete', 'cancel'),
    retrieve: request<string, MessageBatch>({
      name: `anthropic.${path}.retrieve`,
      request: () => ({}),
      response: ({ request_counts: counts }: Partial<MessageBatch>) => ({
        batchCompleted: counts?.succeeded,
        batchFailed: totalOf([counts?.errored, counts?.expired]),
      }),
    }),
    results: request<string, object, Result>({
      name: `anthropic.${path}.results`,
      request: () => ({}),
      response: () => ({}),
      stream: (results) => (Symbol.asyncIterator in results ? results : undefined),
      fetched: ({ args: [id] }) => readerOf(String(id)),
    }),
  };
}

function readerOf(id: string): (result: Result) => FetchedResponse | undefined {
  let read = 0;
  return ({ result }) => {
    read += 1;
    const before = counted.get(id) ?? 0;
    if (read <= before) return undefined;
    const [oldest] = counted.keys();
    if (before === 0 && counted.size >= MOST_BATCHES) counted.delete(oldest!);
    counted.set(id, read);
    return toFetched(result);
  };
}

function toFetched(result: Result['result']): FetchedResponse {
  switch (result.type) {
    case 'succeeded': {
      const response = MESSAGES.response(result.message);
      // Older services do not say it.
      return { ...response, anthropicServiceTier: response.anthropicServiceTier ?? 'batch' };
    }
    case 'errored': {
      const { error, request_id: requestId } = result.error;
      const { type, message } = error;
      return { failure: { code: type, type, message, requestId: requestId ?? undefined } };
    }
    case 'canceled':
      return { isCancelled: true };
    case 'expired':
      return { failure: { code: result.type, class: 'timeout' } };
    // What is new has an end that nobody knows.
    default:
      return { failure: { code: (result as { readonly type: string }).type } };
  }
}
