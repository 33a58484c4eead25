// The clients of `@ibm-cloud/watsonx-ai`: what they send to, what their results and streams hold, and their errors.

import type { Failure } from '../../model/response.ts';
import { toText } from '../../model/texts.ts';
import { methodsOf, type Clients } from '../client-methods.ts';
import { failureOf } from '../shapes/failure.ts';

interface Client {
  readonly baseOptions?: { readonly serviceUrl?: unknown };
}

interface ServiceError {
  readonly status?: unknown;
  readonly result?: unknown;
}

/** What the service says of a failure. */
interface Body {
  readonly errors?: readonly { readonly code?: unknown; readonly message?: unknown }[];
  readonly trace?: unknown;
}

const clients: Clients = {
  baseUrl: (client) => toText((client as Client).baseOptions?.serviceUrl),
  provider: () => 'ibm.watsonx.ai',
  dataOf: (response) => (response as { readonly result?: unknown }).result,
  common: {
    failure: toFailure,
    errorTexts: [
      'canceled',
      'Access is denied due to invalid credentials.',
      'Missing required parameters: {parameter}',
      "Model '{model}' is not supported for this environment.",
      "Model '{model}' is not supported",
      'Failed to authenticate the request due to an expired token',
      'Failed to authenticate the request due to invalid token',
      'Json document validation error: {text}',
      'Invalid request entity: {text}',
      'The requested resource could not be found',
      'This request exceeds the quota of your plan: {text}',
      'Request failed with: {text}',
    ],
    isAbort: (error, signal) =>
      signal?.aborted === true && (error as ServiceError | null)?.status === undefined,
    signal: ({ args }) => (args[0] as { readonly signal?: AbortSignal } | null)?.signal,
  },
};

export const inference = methodsOf('inference', clients);
export const embeddings = methodsOf('embeddings', clients);
export const rerank = methodsOf('rerank', clients);
/** For methods that return a stream alone. */
export const streaming = methodsOf('inference', { ...clients, dataOf: (stream) => stream });

/** What the service said; `undefined` for errors of the network or the package. */
function toFailure(thrown: unknown): Failure | undefined {
  const { status, result } = (thrown ?? {}) as ServiceError;
  return typeof status === 'number' ? { ...saidIn(result), status } : undefined;
}

function saidIn(result: unknown): Failure {
  const { errors, trace } = (result ?? {}) as Body;
  const [first] = Array.isArray(errors) ? (errors as NonNullable<Body['errors']>) : [];
  return {
    code: toText(first?.code),
    message: toText(first?.message),
    requestId: toText(trace),
  };
}

/** A chunk of a stream: an event, or one of its lines. */
export type Chunk = string | { readonly data?: unknown };

const DATA = 'data: ';

/** The data of an event; `undefined` of another line. Throws if it is no JSON. */
export function dataOf(chunk: Chunk): unknown {
  if (typeof chunk === 'object') return chunk?.data;
  const isData = chunk.startsWith(`${DATA}{`);
  return isData ? (JSON.parse(chunk.slice(DATA.length)) as unknown) : undefined;
}

/** The failure that an event reports. */
export function failureIn(data: unknown): Failure | undefined {
  const { errors } = (data ?? {}) as Body;
  return errors === undefined ? failureOf(data) : saidIn(data);
}
