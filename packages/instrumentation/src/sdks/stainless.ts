// Shared by the SDKs that Stainless generates: openai, anthropic, groq and others.

import type { Failure } from '../model/response.ts';
import { toText } from '../model/texts.ts';
import type { Clients } from './client-methods.ts';
import { failureOf } from './shapes/failure.ts';

interface Client {
  readonly baseURL?: unknown;
  readonly fetch?: unknown;
  readonly constructor?: { readonly name?: string };
}

/** The client that a resource belongs to. */
export function clientOf<Own>(resource: unknown): (Client & Partial<Own>) | undefined {
  return (resource as { _client?: Client & Partial<Own> })._client;
}

/** The URL of the client of a resource. */
export function baseUrl(resource: unknown): string | undefined {
  const url = clientOf(resource)?.baseURL;
  return typeof url === 'string' ? url : undefined;
}

/** The name of the class of the client of a resource. */
export function clientClass(resource: unknown): string | undefined {
  return clientOf(resource)?.constructor?.name;
}

/** Texts of the clients themselves. */
export const CLIENT_TEXTS: readonly string[] = [
  'Connection error.',
  'Request timed out.',
  'Request was aborted.',
  'status code (no body)',
  '(no status code or body)',
  'Attempted to iterate over a response with no body',
  'Cannot iterate over a consumed stream, use `.tee()` to split the stream.',
  'Cannot iterate over a consumed stream',
];

interface ApiError {
  readonly status?: unknown;
  readonly code?: unknown;
  /** Only some clients unpack the body. */
  readonly requestID?: unknown;
  readonly request_id?: unknown;
  readonly error?: ErrorBody | null;
}
interface ErrorBody {
  readonly error?: ErrorBody | null;
  readonly message?: unknown;
  readonly type?: unknown;
  readonly code?: unknown;
  readonly param?: unknown;
}

/** What a client's error says about the failure of the provider; `undefined` without a response. */
export function toFailure(thrown: unknown): Failure | undefined {
  const { status, code, error, requestID, request_id: requestId } = (thrown ?? {}) as ApiError;
  if (typeof status !== 'number' && typeof error !== 'object') return undefined;
  const body = error?.error ?? error;
  // An error inside a stream has no status, but may have one for a code.
  const coded = failureOf({ error: { code: code ?? body?.code } })?.status;
  return {
    code: toText(code),
    message: toText(body?.message),
    type: toText(body?.code) ?? toText(body?.type),
    param: toText(body?.param),
    requestId: toText(requestID) ?? toText(requestId),
    status: typeof status === 'number' ? status : coded,
  };
}

/** What all methods share. */
export const STAINLESS = {
  settles: 'stainless',
  fetch: ({ self }) => clientOf(self)?.fetch,
  failure: toFailure,
  // LiteLLM, which many services stand behind.
  costHeader: 'x-litellm-response-cost',
  errorTexts: CLIENT_TEXTS,
  signal: ({ args }) => (args[1] as { signal?: AbortSignal } | null | undefined)?.signal,
  isAbort: (error) =>
    (error as { constructor?: { name?: unknown } } | null | undefined)?.constructor?.name ===
    'APIUserAbortError',
} satisfies Clients['common'];
