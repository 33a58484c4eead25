// Sessions of `@openai/agents-realtime`: a class holds their WebSocket, and is told each event of the server in one call.

import { methodsOf } from '../client-methods.ts';
import type { Connection, SessionTarget } from '../../model/session.ts';
import { AZURE, providersOf } from '../providers.ts';
import { ERROR_TEXTS } from '../shapes/openai-error-texts.ts';
import { realtimeProtocol, toRealtimeNotes } from '../shapes/realtime/protocol.ts';

interface Socket {
  readonly connectionState?: { readonly websocket?: Connection & { readonly url?: unknown } };
  readonly currentModel?: string;
}
/** What is known of the server of a session. */
interface Server {
  readonly url: string | undefined;
}

const toProvider = providersOf({ usual: 'openai', clients: {}, services: AZURE });
const inference = methodsOf('inference', {
  baseUrl: (server) => (server as Server).url,
  provider: (_server, url) => toProvider(undefined, url),
  common: { errorTexts: ERROR_TEXTS },
});

/** A socket that is closed forgets its connection at once. */
const last = new WeakMap<object, Connection>();

function connectionOf(socket: unknown): Connection | undefined {
  const now = (socket as Socket).connectionState?.websocket;
  if (now !== undefined) last.set(socket as object, now);
  return now ?? last.get(socket as object);
}

function urlOf(socket: unknown): URL | undefined {
  const url = (socket as Socket).connectionState?.websocket?.url;
  return typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
}

/** The class, and those of telephones that extend it. */
export const realtimeSocket: SessionTarget = {
  kind: 'session',
  name: 'OpenAIRealtimeWebSocket',
  reach: { module: 'OpenAIRealtimeWebSocket' },
  roles: {
    sendEvent: 'send-below',
    requestResponse: 'send-below',
    close: 'close',
    emit: 'emit',
    _onMessage: 'tell',
  },
  every: '*',
  self(socket): Server {
    const url = urlOf(socket);
    return { url: url && `${url.protocol.replace(/^ws/, 'http')}//${url.host}` };
  },
  protocol: realtimeProtocol(inference),
  notes(socket) {
    const { request } = toRealtimeNotes(urlOf(socket));
    return { request: { model: (socket as Socket).currentModel, ...request } };
  },
  connection: connectionOf,
  // It throws.
  keepsUnsent: () => true,
};
