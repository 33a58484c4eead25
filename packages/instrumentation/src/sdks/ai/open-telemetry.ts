// The integration of `@ai-sdk/otel`, which makes spans itself.

/** Whether `integration` is one, or extends it. */
export function isOpenTelemetry(integration: unknown): boolean {
  const { constructor } = (integration ?? {}) as {
    readonly constructor?: { readonly name?: unknown };
  };
  return String(constructor?.name).endsWith('OpenTelemetry');
}

/** Whether the application has registered the spans of `@ai-sdk/otel`: ours would be the second ones. */
export function isOpenTelemetryRegistered(): boolean {
  const { AI_SDK_TELEMETRY_INTEGRATIONS: all } = globalThis as {
    readonly AI_SDK_TELEMETRY_INTEGRATIONS?: readonly unknown[];
  };
  return (all ?? []).some(isOpenTelemetry);
}
