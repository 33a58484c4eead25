// Our tracer of the current provider.

import type { Tracer, TracerProvider } from '@opentelemetry/api';
import { tracerProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';

let known: { readonly provider: TracerProvider; readonly tracer: Tracer } | undefined;

/** The tracer, cached until the provider changes. */
export function currentTracer(): Tracer {
  const provider = tracerProvider();
  if (known?.provider !== provider) {
    known = { provider, tracer: provider.getTracer(SCOPE.name, SCOPE.version) };
  }
  return known.tracer;
}
