// The classes of `openai` that hold a WebSocket, which an application makes itself. What is missing
// here is listed, with its reason, where a test looks for such classes.

import type { Connection, SessionTarget, SocketRole } from '../../model/session.ts';
import type { OpenAiSocketFile } from './files.ts';
import { live } from './live.ts';
import { realtime, toRealtimeNotes } from './realtime.ts';
import { responsesSocket } from './responses-socket.ts';

/** Of every class; a version without one of them has fewer. */
const ROLES: Readonly<Record<string, SocketRole>> = {
  send: 'send',
  sendResponseCreate: 'send',
  sendRaw: 'send-frame',
  close: 'close',
  _emit: 'emit',
  _onError: 'fail',
};

/** What the classes keep of themselves. */
interface Socket {
  readonly url?: unknown;
  readonly socket?: Connection & { readonly platformSocket?: Connection };
  /** The queue of a Realtime socket that reconnects. */
  readonly _recovery?: unknown;
}

/** As resources have it: a client with its URL. */
function self(socket: unknown): object {
  const { url } = socket as Socket;
  const baseURL =
    url instanceof URL ? `${url.protocol.replace(/^ws/, 'http')}//${url.host}` : undefined;
  return { _client: { baseURL } };
}

const realtimeSocket = {
  kind: 'session',
  roles: ROLES,
  self,
  protocol: realtime,
  notes: (socket) => toRealtimeNotes((socket as Socket).url),
  connection: (socket) => (socket as Socket).socket,
  keepsUnsent: (socket) => (socket as Socket)._recovery !== undefined,
} satisfies Partial<SessionTarget>;

/** They keep what is sent until they are connected, and report an error where they do not. */
const queueingSocket = {
  kind: 'session',
  roles: ROLES,
  self,
  notes: () => ({}),
  connection: (socket) => (socket as Socket).socket?.platformSocket,
  keepsUnsent: () => true,
} satisfies Partial<SessionTarget>;

const responsesWs = { ...queueingSocket, protocol: responsesSocket };
const liveSocket = { ...queueingSocket, protocol: live };

export const SOCKETS: Readonly<Record<OpenAiSocketFile, SessionTarget>> = {
  realtimeWs: { ...realtimeSocket, ...named('OpenAIRealtimeWS') },
  realtimeWebSocket: { ...realtimeSocket, ...named('OpenAIRealtimeWebSocket') },
  responsesWs: { ...responsesWs, ...named('ResponsesWSBase', 'ResponsesWS') },
  liveWs: { ...liveSocket, ...named('LiveWSBase', 'LiveWS') },
  forksWs: { ...liveSocket, ...named('ForksWSBase', 'ForksWS') },
  sidebandWs: { ...liveSocket, ...named('SidebandWSBase', 'SidebandWS') },
};

function named(name: string, module = name): Pick<SessionTarget, 'name' | 'reach'> {
  return { name, reach: { module } };
}
