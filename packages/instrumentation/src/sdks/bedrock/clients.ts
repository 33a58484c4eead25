// The clients of Bedrock, and what their errors say.

import type { ErrorClass, Failure } from '../../model/response.ts';
import { toText } from '../../model/texts.ts';
import { type Clients, methodsOf } from '../client-methods.ts';
import { laterUrlOf, urlOf } from './endpoint.ts';
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
  AccessDeniedException: 'auth',
  BadGatewayException: 'server',
  DependencyFailedException: 'server',
  InternalServerException: 'server',
  ModelErrorException: 'server',
  ModelNotReadyException: 'server',
  ModelStreamErrorException: 'server',
  ResourceNotFoundException: 'invalid_request',
  ServiceQuotaExceededException: 'rate_limit',
  ServiceUnavailableException: 'server',
  ModelTimeoutException: 'timeout',
  ThrottlingException: 'rate_limit',
  ValidationException: 'invalid_request',
};

const clients: Clients = {
  baseUrl: urlOf,
  provider: () => 'aws.bedrock',
  common: {
    settles: { callback: 1 },
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
    // While a stream is read, the connection breaks, and the error says no more.
    isAbort: (error, signal) =>
      signal?.aborted === true && (error as ServiceError | null)?.$fault === undefined,
    signal: ({ args }) => (args[1] as Options | undefined)?.abortSignal,
    foundServer: ({ self }) => laterUrlOf(self),
  },
};

/** Of the client that runs models: OpenTelemetry's instrumentation of AWS makes spans of inference for it. */
const models: Clients = {
  ...clients,
  common: { ...clients.common, isSpanned: ({ self }) => isWrapped(self) },
};

/** Makes methods of one kind. */
export const inference = methodsOf('inference', models);
export const embeddings = methodsOf('embeddings', models);
export const generating = methodsOf('inference', clients);
export const guardrail = methodsOf('guardrail', clients);
export const retrieval = methodsOf('retrieval', clients);
export const remoteAgent = methodsOf('remote_agent', clients);
export const request = methodsOf('request', clients);

/** Whether OpenTelemetry's library for instrumentations has wrapped `send`, which clients inherit. */
function isWrapped(client: unknown): boolean {
  for (let at = client; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    const send = Object.getOwnPropertyDescriptor(at, 'send')?.value as
      | { readonly __wrapped?: unknown }
      | undefined;
    if (send?.__wrapped === true) return true;
  }
  return false;
}

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
