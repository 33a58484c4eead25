// What `node-llama-cpp` writes in its errors, and which of them are the caller's fault.

import type { Failure } from '../../model/response.ts';

/** The templates. */
export const ERROR_TEXTS: readonly string[] = [
  'Object is disposed',
  'The context size is too small to generate a response',
  'The context size is too small to generate a response for the given input',
  'The context size is too small to generate a completion',
  'The context size is too small to generate a response for the given input, and context shift is disabled. Consider removing `disableContextShift` or reducing the input size.',
  'The context size ({number}) is too small to fit the context shift size ({number})',
  'The default context shift strategy did not return a history that fits the context size. This may happen due to the system prompt being too long',
  'Input is longer than the usable context size. Try to increase the context size or use another model that supports longer contexts.',
  'The input length exceed the context size. Try to increase the context size to at least {number} or use another model that supports longer contexts.',
  'The input lengths of some of the given documents exceed the context size. Try to increase the context size to at least {number} or use another model that supports longer contexts.',
  'The document is too long to fit into the context window with the given query',
  'Failed to generate a valid input for ranking.',
  'Computing rankings is not supported for this model.',
  'Infill completions are not supported by this model',
  'Using both grammar and functions is not supported yet',
  'Failed to sample next token',
  'Eval has failed',
  'No sequences left',
];

/** Input that does not fit, and what the model cannot do. */
const INVALID =
  /context size|^Input is longer|^The input length|too long to fit|not supported (?:by|for) this model/;

/** Whose fault a failure is, if it is the caller's. */
export function toFailure(error: unknown): Failure | undefined {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' && INVALID.test(message)
    ? { class: 'invalid_request' }
    : undefined;
}
