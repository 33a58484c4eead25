// The SDK's own tracing, since 0.134: a client keeps a tracer unless it is told not to, and starts a
// span of its own for every call. Helpers start it first and hand it to `create` with the options.

import type { NativeTracing } from '../../model/native.ts';

interface Client {
  /** The option as the constructor settled it. */
  readonly openTelemetry?: {
    readonly tracerProvider?: unknown;
    readonly traces?: { readonly contentMode?: unknown };
  };
}

interface Options {
  readonly __span?: { readonly span?: object };
}

export const native: NativeTracing = {
  property: '_tracer',
  marker: 'openTelemetry',
  client: (resource) => (resource as { _client?: object })._client,
  // Traces that are merely switched on look like the default: a copy of a client settles it anew.
  isAskedFor(client) {
    const { tracerProvider, traces } = (client as Client).openTelemetry ?? {};
    return tracerProvider !== undefined || traces?.contentMode === 'content';
  },
  variable: 'ANTHROPIC_OPEN_TELEMETRY',
  startedBy: (options) => (options as Options | undefined)?.__span?.span,
};
