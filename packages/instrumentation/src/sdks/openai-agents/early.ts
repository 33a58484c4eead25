// What the preload does for OpenAI Agents: it sees the moment in which the package puts its trace provider into a global
// symbol.

import type { Tracing } from '../../model/tracing.ts';

const PROVIDER = Symbol.for('openai.agents.core.traceProvider');

type Holder = { [PROVIDER]?: object | undefined };

/** Listens to what a provider makes. */
type Watch = (provider: object, tracing: Tracing) => void;

/** Waits for the provider; nothing is done where the adapter is switched off. */
export function awaitProvider(tracing: () => Tracing | undefined, watch: Watch = later): void {
  const met = (provider: object): void => {
    const told = tracing();
    told?.attempt('openai-agents: its provider', () => watch(provider, told));
  };
  const holder = globalThis as Holder;
  if (holder[PROVIDER] !== undefined) return met(holder[PROVIDER]);
  if (Object.hasOwn(holder, PROVIDER)) return;
  Object.defineProperty(holder, PROVIDER, {
    configurable: true,
    get: () => undefined,
    set(provider: object | undefined) {
      // As the package does it: nothing of the wait remains.
      Object.defineProperty(holder, PROVIDER, {
        value: provider,
        writable: true,
        configurable: true,
      });
      if (typeof provider === 'object' && provider !== null) met(provider);
    },
  });
}

/** What it does is loaded with the first provider. */
function later(provider: object, tracing: Tracing): void {
  const { watchProvider } = require('./registered.js') as typeof import('./registered.ts');
  watchProvider(provider, tracing);
}
