// The SDK's own tracing, since 0.134: a client has a tracer unless tracing is disabled, and starts a
// span for every call. Helpers start it first and pass it to `create` with the options.

import type { NativeTracing } from '../../model/native.ts';
import { toText } from '../../model/texts.ts';

interface Client {
  /** The option, resolved by the constructor. */
  readonly openTelemetry?: {
    readonly tracerProvider?: unknown;
    readonly traces?: { readonly contentMode?: unknown };
  };
}

interface Options {
  readonly __span?: { readonly span?: object };
}

export const native: NativeTracing = {
  adapter: 'anthropic',
  property: '_tracer',
  marker: 'openTelemetry',
  client: (resource) => (resource as { _client?: object })._client,
  // Merely enabled traces look like the default: a copy of a client resolves it again.
  isAskedFor(client) {
    const { tracerProvider, traces } = (client as Client).openTelemetry ?? {};
    return tracerProvider !== undefined || traces?.contentMode === 'content';
  },
  variable: 'ANTHROPIC_OPEN_TELEMETRY',
  tool(attributes) {
    if (attributes['gen_ai.operation.name'] !== 'execute_tool') return undefined;
    return {
      kind: 'tool',
      operation: 'execute_tool',
      name: toText(attributes['gen_ai.tool.name']),
      request: {
        toolType: 'function',
        toolCallId: toText(attributes['gen_ai.tool.call.id']),
        toolDescription: toText(attributes['gen_ai.tool.description']),
      },
    };
  },
  startedBy: (options) => (options as Options | undefined)?.__span?.span,
};
