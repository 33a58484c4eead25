// Copies of @opentelemetry/api in one process: the ES modules beside the CommonJS ones of one install, or that of
// another package. Tracers that were taken of a copy before there was a provider only hear of one through that copy.

import { processState } from './process-state.ts';
import { safelyAlone } from './safely.ts';

/** The provider that a copy hands out until it has another. */
interface Proxy {
  setDelegate?(provider: object): void;
}

interface Copy {
  readonly trace?: { getTracerProvider?(): Proxy };
}

const state = processState<{ readonly early: Proxy[] }>('api-copies', () => ({ early: [] }));

/** The name of the package. */
export const API_PACKAGE = '@opentelemetry/api';

const ENTRY = /\/@opentelemetry\/api\/(?:dist|build\/(?:src|esm|esnext))\/index\.[cm]?js$/;

/** Whether the file at a path or URL is the entry of a copy. */
export function isApiEntry(location: string): boolean {
  return location.includes('opentelemetry') && ENTRY.test(location.replaceAll('\\', '/'));
}

/** Notes a copy that was loaded. Never throws. */
export function noteApiCopy(exports: unknown): void {
  safelyAlone('noting a copy of OpenTelemetry', () => {
    const proxy = (exports as Copy).trace?.getTracerProvider?.();
    // If something is registered, it is what every copy hands out.
    if (typeof proxy?.setDelegate === 'function' && !isRegistered()) state.early.push(proxy);
  });
}

/** Tells all copies of `provider`, which was registered in one of them. */
export function tellApiCopies(provider: object): void {
  for (const proxy of state.early.splice(0)) {
    if (proxy !== provider) proxy.setDelegate?.(provider);
  }
}

function isRegistered(): boolean {
  const global = globalThis as { [key: symbol]: { trace?: unknown } | undefined };
  return global[Symbol.for('opentelemetry.js.api.1')]?.trace !== undefined;
}
