// Numbers that a provider or a gateway reports in a response header, named by the adapter.

import type { AnyMethod } from '../model/method.ts';
import type { Response } from '../model/response.ts';

/** What the headers of a response say besides. */
export interface Heard {
  readonly processingMs?: number | undefined;
  readonly statedCost?: number | undefined;
}

/** What `carrier`, a response or an error, says in the headers of `method`. */
export function heardIn(
  carrier: unknown,
  { processingHeader, costHeader }: AnyMethod,
): Heard | undefined {
  const numberOf = (name: string | undefined): number | undefined =>
    name === undefined ? undefined : numberIn(carrier, name);
  const processingMs = numberOf(processingHeader);
  const statedCost = numberOf(costHeader);
  const isSilent = processingMs === undefined && statedCost === undefined;
  return isSilent ? undefined : { processingMs, statedCost };
}

/** Adds it to `response`. */
export function withHeard(response: Response, heard: Heard | undefined): Response {
  if (heard?.processingMs !== undefined) response.processingMs = heard.processingMs;
  if (heard?.statedCost !== undefined) {
    response.usage = { statedCost: heard.statedCost, ...response.usage };
  }
  return response;
}

/** The number, 0 or more; `undefined` if `carrier`, a response or an error, lacks the header. Never throws. */
function numberIn(carrier: unknown, header: string): number | undefined {
  try {
    const { headers } = carrier as { readonly headers?: Headers | Record<string, unknown> };
    // The errors of older majors carry a plain object.
    const value =
      typeof headers?.get === 'function'
        ? headers.get(header)
        : (headers as Record<string, unknown> | undefined)?.[header];
    const number = typeof value === 'string' && value !== '' ? Number(value) : NaN;
    return number >= 0 && Number.isFinite(number) ? number : undefined;
  } catch {
    // An application's own `fetch` may return any response.
    return undefined;
  }
}
