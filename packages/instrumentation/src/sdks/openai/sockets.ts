// The classes of `openai` that hold a WebSocket, which an application creates itself. A test that
// looks for such classes lists the omitted ones, each with its reason.

import type { Connection, SessionTarget, SocketRole } from '../../model/session.ts';
import type { OpenAiSocketFile } from './files.ts';
import { live } from './live.ts';
import { realtimeProtocol, toRealtimeNotes } from '../shapes/realtime/protocol.ts';
import { inference } from './methods.ts';
import { responsesSocket } from './responses-socket.ts';

/** The targets of every class; some versions lack a class. */
const ROLES: Readonly<Record<string, SocketRole>> = {
  send: 'send',
  sendResponseCreate: 'send',
  sendRaw: 'send-frame',
  close: 'close',
  _emit: 'emit',
  _onError: 'fail',
};

/** Private state of the classes. */
interface Socket {
  readonly url?: unknown;
  readonly socket?: Connection & { readonly platformSocket?: Connection };
  /** The queue of a Realtime socket that reconnects. */
  readonly _recovery?: unknown;
}

/** Mimics a resource: a client with its URL. */
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
  protocol: realtimeProtocol(inference),
  notes: (socket) => toRealtimeNotes((socket as Socket).url),
  connection: (socket) => (socket as Socket).socket,
  keepsUnsent: (socket) => (socket as Socket)._recovery !== undefined,
} satisfies Partial<SessionTarget>;

/** They queue events until they are connected, and otherwise report an error. */
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
