// The integration of `@ai-sdk/otel`, which makes spans itself.

/** Whether `integration` is one, or extends it. */
export function isOpenTelemetry(integration: unknown): boolean {
  const { constructor } = (integration ?? {}) as {
    readonly constructor?: { readonly name?: unknown };
  };
  return String(constructor?.name).endsWith('OpenTelemetry');
}
