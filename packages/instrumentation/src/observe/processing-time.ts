// How long a provider says that it worked: a header of its response, whose name the adapter knows.

/** Milliseconds; `undefined` where `carrier`, a response or an error, has no such header. Never throws. */
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
    // A response is what the application's own `fetch` makes it.
    return undefined;
  }
}
