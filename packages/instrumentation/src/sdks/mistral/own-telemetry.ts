// Telemetry of the package itself, which an application or a variable asks for. Where its spans go to a provider of the
// application, they are the only ones; those for Mistral's own service are beside ours.

import type { Target } from '../../model/target.ts';

/** What the package reads, too; the first request of a client decides. */
const VARIABLE = 'MISTRAL_SDK_TELEMETRY';
const GLOBAL = 'global';

/** The hook of a client that makes spans. */
interface TracingHook {
  readonly _mistralTracingHook?: unknown;
  readonly _telemetryUseGlobalProvider?: unknown;
  readonly _telemetryAutoDisabled?: unknown;
  /** That for Mistral's own service. */
  readonly _autoTelemetryProvider?: unknown;
  readonly tracerProvider?: unknown;
}
interface TracedClient {
  readonly _options?: { readonly hooks?: { readonly beforeRequestHooks?: readonly TracingHook[] } };
}

const registered = { isThere: false };

/** In the file where an application may register a provider for all clients. */
export const registration: Target = {
  kind: 'wrapped',
  name: 'registerTracerProvider',
  isLocal: true,
  isOptional: true,
  around: () => (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      registered.isThere = args[0] !== undefined;
      return original.apply(this, args);
    },
};

/** Whether the span of a call of `client` is that of the package. */
export function isTracedByPackage(client: unknown): boolean {
  const hooks = (client as TracedClient | undefined)?._options?.hooks?.beforeRequestHooks;
  const hook = Array.isArray(hooks)
    ? (hooks as readonly TracingHook[]).find((one) => one?._mistralTracingHook === true)
    : undefined;
  if (hook === undefined) return false;
  if (hook._telemetryUseGlobalProvider === true) return true;
  const { tracerProvider } = hook;
  if (tracerProvider !== undefined) return tracerProvider !== hook._autoTelemetryProvider;
  if (hook._telemetryAutoDisabled !== true && isAskedFor()) return true;
  return registered.isThere;
}

function isAskedFor(): boolean {
  return process.env[VARIABLE]?.trim().toLowerCase() === GLOBAL;
}
