// Errors of `replicate`: those of requests hold the response, those of predictions only a text.

import type { Failure } from '../../model/response.ts';
import { failureOf } from './predictions.ts';

interface ApiError {
  readonly response?: { readonly status?: unknown };
  readonly message?: unknown;
}

/** What the service said; `undefined` for errors of the network or the package. */
export function toFailure(thrown: unknown): Failure | undefined {
  const { response, message } = (thrown ?? {}) as ApiError;
  const text = typeof message === 'string' ? message : '';
  if (text.startsWith('Prediction failed: ')) return failureOf(text);
  const status = response?.status;
  return typeof status === 'number' ? { status, message: text } : undefined;
}

/** Texts of the package. */
export const ERROR_TEXTS: readonly string[] = [
  'Prediction failed: {text}',
  'Request to {text} failed with status {number} {text}',
  'Request to {text} failed with status {number}: {text}',
  'Prediction does not support streaming',
  'Invalid prediction',
  'Invalid webhook URL',
  'Invalid model version identifier',
  'Either model or version must be specified',
  'Invalid reference to model version: {text}. Expected format: owner/name or owner/name:version',
];
