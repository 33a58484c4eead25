// Numbers that a provider or a gateway reports in a response header, named by the adapter.

/** The number, 0 or more; `undefined` if `carrier`, a response or an error, lacks the header. Never throws. */
export function numberIn(carrier: unknown, header: string): number | undefined {
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
