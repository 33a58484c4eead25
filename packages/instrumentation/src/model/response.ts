// The data always recorded of a response or failure.

import type { ValuesOf } from './fields/field.ts';
import type { RESPONSE } from './fields/response-fields.ts';
import type { USAGE } from './fields/usage-fields.ts';
import type { OperationName } from './kinds.ts';

/** Parts of one token count. */
export interface TokensByModality {
  text?: number;
  image?: number;
  audio?: number;
}

/** Token counts. Cached tokens are part of the input, reasoning tokens part of the output. */
export interface Usage extends ValuesOf<typeof USAGE> {
  /** If the provider reports them; the rest of a total has an unknown modality. */
  inputByModality?: TokensByModality;
  outputByModality?: TokensByModality;
  cacheReadByModality?: TokensByModality;
  /** What the provider says the call cost, in US dollars. */
  statedCost?: number | undefined;
}

/** The kinds of failure: a closed set, the same for every provider. */
export type ErrorClass =
  | 'timeout'
  | 'rate_limit'
  | 'invalid_request'
  | 'auth'
  | 'server'
  | 'connection'
  | 'abort'
  | 'parse'
  | 'unknown';

/** A response's or error's data about a failure of the provider. */
export interface Failure {
  /** The provider's own code, which becomes `error.type`. */
  readonly code?: string | undefined;
  /** It may quote the request and the response: without content only known texts are recorded. */
  readonly message?: string | undefined;
  /** The provider's word for the kind of error, for messages. */
  readonly type?: string | undefined;
  /** The parameter of the request that it rejects. */
  readonly param?: string | undefined;
  /** The provider's id of the request. */
  readonly requestId?: string | undefined;
  /** The HTTP status, if the error has no `status` of its own. */
  readonly status?: number | undefined;
  /** If code and HTTP status do not tell. */
  readonly class?: ErrorClass | undefined;
}

/** A safety system's result for prompt or response. */
export interface Safety {
  /** Its objections. */
  safetyFlags?: string[];
  /** Its highest score, on its own scale. */
  safetyScore?: number;
}

/** The recorded response data. */
export interface Response extends ValuesOf<typeof RESPONSE>, Safety {
  usage?: Usage;
  /** The response's own failure, which determines the error's type and message. */
  failure?: Failure;
  /** What this call, a fetch, is the first to know the end of. */
  fetched?: FetchedResponse;
  /** The provider's reported processing time in milliseconds. */
  processingMs?: number;
}

/**
 * The response of a model that a fetch brings: of a call that ended before the model did, or of a batch. Its tokens are
 * measured and its record is written; the span is that of the fetch, which may be no failure although this is one.
 */
export interface FetchedResponse extends Response {
  /** Default: `inference`. */
  readonly kind?: 'inference' | 'embeddings';
  /** Default: `chat`, or `embeddings`. */
  readonly operation?: OperationName;
  /** The application had it cancelled, which is no failure. */
  readonly isCancelled?: true;
}
