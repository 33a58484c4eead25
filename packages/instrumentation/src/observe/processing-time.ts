// The processing time that a provider reports in a response header, named by the adapter.

/** Milliseconds; `undefined` if `carrier`, a response or an error, lacks the header. Never throws. */
export function processingTime(carrier: unknown, header: string): number | undefined {
  try {
    const { headers } = carrier as { readonly headers?: Headers | Record<string, unknown> };
    // The errors of older majors carry a plain object.
    const value =
      typeof headers?.get === 'function'
        ? headers.get(header)
        : (headers as Record<string, unknown> | undefined)?.[header];
    const time = typeof value === 'string' && value !== '' ? Number(value) : NaN;
    return time >= 0 && Number.isFinite(time) ? time : undefined;
  } catch {
    // An application's own `fetch` may return any response.
    return undefined;
  }
}
