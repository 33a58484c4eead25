// Failures of Ollama: an error of the package has the status.

import type { Failure } from '../../model/response.ts';

/** What an error says about the failure of the server; `undefined` without a response. */
export function toFailure(error: unknown): Failure | undefined {
  const status = (error as { readonly status_code?: unknown } | null)?.status_code;
  return typeof status === 'number' ? { status } : undefined;
}
