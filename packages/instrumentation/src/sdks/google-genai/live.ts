// Live sessions of `@google/genai`: one connection with many turns of the model, each of which is an inference. The
// application listens with callbacks that it passes.

import type {
  LiveConnectParameters,
  LiveSendClientContentParameters,
  LiveSendRealtimeInputParameters,
  LiveSendToolResponseParameters,
} from '@google/genai';
import type { Target } from '../../model/target.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { methodsOf } from '../client-methods.ts';
import { generateContentRequest } from '../shapes/generate-content/generate-content.ts';
import { clients } from './clients.ts';
import { watched } from './live-callbacks.ts';
import { LiveTurns } from './live-turns.ts';

const sessions = new WeakMap<object, LiveTurns>();

const turnOf = methodsOf(
  'inference',
  clients,
)<LiveConnectParameters, unknown>({
  operation: 'generate_content',
  request: ({ model, config }) => ({
    ...generateContentRequest({ model, config } as never),
    stream: true,
  }),
  response: () => ({}),
});

/** In the file of the package. */
export const live: readonly Target[] = [
  {
    kind: 'subscribe',
    name: 'Live',
    isLocal: true,
    install(from, tracing) {
      const prototype = prototypeOf(from, 'Live', 'live');
      if (prototype !== undefined) tracing.replace(prototype, 'connect', connecting(tracing));
    },
  },
  {
    kind: 'subscribe',
    name: 'Session',
    isLocal: true,
    install(from, tracing) {
      const prototype = prototypeOf(from, 'Session');
      if (prototype === undefined) return;
      for (const [name, note] of Object.entries(SENDING)) {
        tracing.replace(prototype, name, noting(tracing, note));
      }
    },
  },
];

/** The prototype of a class of the file, or of the member of a client. */
function prototypeOf(from: unknown, name: string, member?: string): object | undefined {
  const holder = (from ?? {}) as Readonly<Record<string, unknown>>;
  const found = holder[name];
  if (typeof found === 'function') return found.prototype as object;
  const instance = member === undefined ? undefined : holder[member];
  return typeof instance === 'object' && instance !== null
    ? (Object.getPrototypeOf(instance) as object)
    : undefined;
}

function connecting(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [params, ...more] = args as [LiveConnectParameters, ...unknown[]];
      const turns = tracing.attempt('describing a session', () => {
        const operation = turnOf.describe({ self: this, args: [params] });
        if (operation === undefined || typeof params?.callbacks?.onmessage !== 'function') {
          return undefined;
        }
        const { model, config } = params;
        return new LiveTurns(tracing, operation, { model, config } as never);
      });
      if (turns === undefined) return original.apply(this, args);
      const connected = original.apply(this, [watched(params, turns, tracing), ...more]);
      if (!(connected instanceof Promise)) return connected;
      return connected.then(
        (session: unknown) => {
          if (typeof session === 'object' && session !== null) sessions.set(session, turns);
          return session;
        },
        (error: unknown) => {
          tracing.attempt('reading an error', () => turns.failed(error));
          throw error;
        },
      );
    };
}

type Note = (turns: LiveTurns, params: never) => void;

/** What the application does: noted before the SDK does it. */
const SENDING: Readonly<Record<string, Note>> = {
  sendClientContent(turns, params: LiveSendClientContentParameters | undefined) {
    if (params?.turnComplete !== false) turns.asked(params?.turns);
  },
  sendToolResponse(turns, { functionResponses: all }: LiveSendToolResponseParameters) {
    const list = Array.isArray(all) ? all : [all];
    turns.asked([{ role: 'user', parts: list.map((functionResponse) => ({ functionResponse })) }]);
  },
  sendRealtimeInput(turns, { text }: LiveSendRealtimeInputParameters) {
    // The model decides when it has heard enough sound.
    if (text !== undefined) turns.asked(text);
  },
  close: (turns) => turns.closed(),
};

function noting(tracing: Tracing, note: Note): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const turns = sessions.get(this as object);
      if (turns !== undefined) {
        tracing.attempt('describing a turn', () => note(turns, args[0] as never));
      }
      return original.apply(this, args);
    };
}
