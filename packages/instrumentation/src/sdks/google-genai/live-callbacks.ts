// The callbacks with which an application listens to a live session: ours call them, with what they had.

import type { LiveCallbacks, LiveConnectParameters, LiveServerMessage } from '@google/genai';
import type { Tracing } from '../../model/tracing.ts';
import type { LiveTurns } from './live-turns.ts';

/** `params` with our callbacks. The SDK sets others of them, which stay the application's. */
export function watched(
  params: LiveConnectParameters,
  turns: LiveTurns,
  tracing: Tracing,
): LiveConnectParameters {
  const callbacks = listening(params.callbacks, turns, tracing);
  return new Proxy(params, {
    get: (target, key) => (key === 'callbacks' ? callbacks : (Reflect.get(target, key) as unknown)),
  });
}

/** Listeners that call those of the application, which may set others meanwhile. */
function listening(own: LiveCallbacks, turns: LiveTurns, tracing: Tracing): LiveCallbacks {
  const note = (step: () => void): void => void tracing.attempt('reading a message', step);
  return {
    get onopen() {
      const { onopen } = own;
      return onopen && ((...args: []) => onopen.apply(own, args));
    },
    get onerror() {
      const { onerror } = own;
      return onerror && ((...args: Parameters<typeof onerror>) => onerror.apply(own, args));
    },
    get onclose() {
      const { onclose } = own;
      return (...args: Parameters<NonNullable<LiveCallbacks['onclose']>>) => {
        const { code } = (args[0] ?? {}) as { readonly code?: number };
        note(() => turns.broken(code));
        onclose?.apply(own, args);
      };
    },
    onmessage(...args: [LiveServerMessage]) {
      note(() => turns.heard(args[0]));
      own.onmessage(...args);
    },
  };
}
