// Manual patching where no hook can reach: jest, vitest's vmThreads, bundles, Bun, Deno.

import { isDisabled } from '../settings/settings.ts';
import { adapters } from './adapters.ts';
import { patchReachable, unpatchReachable } from './reachable.ts';

/**
 * Patches an LLM SDK that the preload cannot see: pass the module's exports, its client class or a
 * client. The classes are patched, so every client of the same copy is traced from then on.
 * Returns its argument. Classes that hold a WebSocket, such as `OpenAIRealtimeWS`, are not part
 * of clients: pass each, or the module that exports it.
 *
 * @throws {TypeError} if nothing of `moduleOrClient` belongs to a known SDK
 * @example
 * import OpenAI from 'openai';
 * instrument(OpenAI);
 */
export function instrument<T>(moduleOrClient: T): T {
  if (isDisabled()) return moduleOrClient;
  if (patchReachable(moduleOrClient).length === 0) {
    const known = adapters().flatMap(({ packages }) => packages);
    throw new TypeError(
      `instrument() found no class of a known LLM SDK: pass the exports, the class of clients, or a client of ${known.join(', ')}`,
    );
  }
  return moduleOrClient;
}

/** Puts the original methods back. Returns its argument. */
export function uninstrument<T>(moduleOrClient: T): T {
  unpatchReachable(moduleOrClient);
  return moduleOrClient;
}
