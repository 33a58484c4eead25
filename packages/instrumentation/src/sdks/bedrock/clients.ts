// The clients of Bedrock, and what their errors say. Region and endpoint are functions that must be awaited: the server
// of a call is not known when it starts.

import type { ErrorClass, Failure } from '../../model/response.ts';
import { toText } from '../../model/texts.ts';
import { type Clients, methodsOf } from '../client-methods.ts';
import { ERROR_TEXTS } from './error-texts.ts';

interface Options {
  readonly abortSignal?: AbortSignal;
}

interface ServiceError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown; readonly requestId?: unknown };
}

/** Exceptions in a stream have no status. */
const CLASSES: Readonly<Record<string, ErrorClass>> = {
  InternalServerException: 'server',
  ModelErrorException: 'server',
  ModelStreamErrorException: 'server',
  ServiceUnavailableException: 'server',
  ModelTimeoutException: 'timeout',
  ThrottlingException: 'rate_limit',
  ValidationException: 'invalid_request',
};

const clients: Clients = {
  baseUrl: () => undefined,
  provider: () => 'aws.bedrock',
  common: {
    settles: { callback: 1 },
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
    // While a stream is read, the connection breaks, and the error says no more.
    isAbort: (error, signal) =>
      signal?.aborted === true && (error as ServiceError | null)?.$fault === undefined,
    signal: ({ args }) => (args[1] as Options | undefined)?.abortSignal,
  },
};

/** Makes methods that call a model. */
export const inference = methodsOf('inference', clients);

/** What an error says about the failure of the service; `undefined` for an error of the client itself. */
function toFailure(error: unknown): Failure | undefined {
  const { name, message, $fault: fault, $metadata: metadata } = (error ?? {}) as ServiceError;
  const status = metadata?.httpStatusCode;
  if (typeof fault !== 'string' && typeof status !== 'number') return undefined;
  const known = typeof status === 'number' && status >= 400 ? status : undefined;
  return {
    code: toText(name),
    message: toText(message),
    requestId: toText(metadata?.requestId),
    status: known,
    class: known === undefined && typeof name === 'string' ? CLASSES[name] : undefined,
  };
}
