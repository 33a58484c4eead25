// OpenTelemetry of an application, whose processor drops the spans.

import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TracerProvider } from '@opentelemetry/sdk-trace';

export function registerProvider() {
  const nothing = () => undefined;
  const none = async () => undefined;
  const processor = { onStart: nothing, onEnd: nothing, forceFlush: none, shutdown: none };
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [processor] }));
}
