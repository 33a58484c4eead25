// OpenTelemetry of an application, whose processor counts the spans and drops them.

import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TracerProvider } from '@opentelemetry/sdk-trace';

/** Registers it; returns how many spans have ended. */
export function registerProvider() {
  let ended = 0;
  const nothing = () => undefined;
  const none = async () => undefined;
  const onEnd = () => {
    ended += 1;
  };
  const processor = { onStart: nothing, onEnd, forceFlush: none, shutdown: none };
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [processor] }));
  return () => ended;
}
