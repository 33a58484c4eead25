// What is always recorded of a response, and of a failure.

import type { ValuesOf } from './fields/field.ts';
import type { RESPONSE } from './fields/response-fields.ts';
import type { USAGE } from './fields/usage-fields.ts';

/** Parts of one token count. */
export interface TokensByModality {
  text?: number;
  image?: number;
  audio?: number;
}

/** Token counts. Cached tokens are part of the input, reasoning tokens part of the output. */
export interface Usage extends ValuesOf<typeof USAGE> {
  /** Where the provider tells them apart; the rest of a total is of unknown modality. */
  inputByModality?: TokensByModality;
  outputByModality?: TokensByModality;
  cacheReadByModality?: TokensByModality;
}

/** The kinds of failure that are told apart: a closed set, the same for every provider. */
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

/** What a response or an error says of a failure of the provider. */
export interface Failure {
  /** The provider's own word for it, which becomes `error.type`. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** The HTTP status, where the error does not have it as its own `status`. */
  readonly status?: number | undefined;
  /** Where the code and the HTTP status do not tell. */
  readonly class?: ErrorClass | undefined;
}

/** What a safety system says of what was asked or answered. */
export interface Safety {
  /** What it objected to. */
  safetyFlags?: string[];
  /** Its highest score, on its own scale. */
  safetyScore?: number;
}

/** What is always recorded of a response. */
export interface Response extends ValuesOf<typeof RESPONSE>, Safety {
  usage?: Usage;
  /** What the response says of its own failure; the error's type and message follow from it. */
  failure?: Failure;
  /** How long the provider says that it worked, in milliseconds. */
  processingMs?: number;
}
