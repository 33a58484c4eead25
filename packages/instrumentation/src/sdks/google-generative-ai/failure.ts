// Errors of `@google/generative-ai`: one class for answers, one for what was aborted, one for all else.

import type { Failure } from '../../model/response.ts';
import { classOf } from '../shapes/generate-content/failure.ts';

interface FetchError {
  readonly message?: unknown;
  readonly status?: unknown;
  readonly errorDetails?: unknown;
}

/** Messages have the address before and the details after what the service said. */
const SAID = /: \[\d{3}[^\]]*\] (?<said>.*?)(?: \[\{.*)?$/s;

/** What the service said; `undefined` for errors of the network or the package. */
export function toFailure(thrown: unknown): Failure | undefined {
  // The time limit of a request aborts it, too; a signal of the caller is asked before.
  if (isAborted(thrown)) return { class: 'timeout' };
  const { message, status, errorDetails: details } = (thrown ?? {}) as FetchError;
  if (typeof status !== 'number') return undefined;
  return {
    status,
    message: SAID.exec(String(message))?.groups?.['said'],
    class: classOf({ details } as Parameters<typeof classOf>[0]),
  };
}

/** While a stream is read, the package replaces the error of the signal by one that says nothing of it. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  return signal?.aborted === true && isOwn(error) && (error as FetchError).status === undefined;
}

function isAborted(error: unknown): boolean {
  return classNameOf(error) === 'GoogleGenerativeAIAbortError';
}

function isOwn(error: unknown): boolean {
  return classNameOf(error).startsWith('GoogleGenerativeAI');
}

function classNameOf(error: unknown): string {
  const { constructor } = (error ?? {}) as { readonly constructor?: { readonly name?: unknown } };
  return String(constructor?.name);
}
