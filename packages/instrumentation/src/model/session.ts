// Sessions: one connection that carries many operations.

import type { AnyMethod } from './method.ts';
import type { Failure } from './response.ts';

/** The application asks for a response. */
export interface Asked {
  readonly method: AnyMethod;
  /** The first argument of the call that `method` describes; the notes are the second. */
  readonly params: unknown;
  /** What the server calls this event if it rejects it. */
  readonly eventId?: string | null | undefined;
  /** Responses of one lane begin in the order in which they were asked for. */
  readonly lane: string;
}

/**
 * The server tells of a response. `key` tells those apart that run side by side. A response that was
 * asked for in `lane` and has not begun is the one that is meant; without a lane, with a `begin`, it
 * may be of any. `chunk` is read by the `chunk` of its method.
 */
export type Heard =
  | {
      readonly step: 'begin';
      readonly key: string;
      readonly lane?: string | undefined;
      /** Of a response that nobody asked for. */
      readonly method: AnyMethod;
      readonly params: unknown;
      readonly chunk?: unknown;
    }
  | {
      readonly step: 'chunk' | 'end';
      readonly key: string;
      readonly lane?: string;
      readonly chunk: unknown;
      /** Of an end: `completed` unless told. */
      readonly isAborted?: boolean;
    }
  | {
      /** The response in one piece, read by `method.response`. */
      readonly step: 'result';
      readonly key: string;
      readonly lane?: string | undefined;
      readonly method: AnyMethod;
      readonly params: unknown;
      readonly result: unknown;
    }
  | {
      readonly step: 'reject';
      /** Absent where the server does not name the event: the oldest that waits is meant. */
      readonly eventId: string | undefined;
      readonly failure: Failure;
    };

/**
 * What the events of a WebSocket session say of its responses: one session carries many. `Notes` is
 * what the adapter keeps of a session for the responses to come.
 */
export interface SessionProtocol<Client = never, Server = never, Notes = never> {
  /** Types of the client events that `asked` understands: frames that name no such type are not parsed. */
  readonly clientTypes: readonly string[];
  asked(event: Client, notes: Notes): Asked | undefined;
  heard(event: Server, notes: Notes): Heard | undefined;
}

/** A protocol whose SDK types are erased: what the core calls. */
export type AnySessionProtocol = SessionProtocol<unknown, unknown, unknown>;

/** Checks `protocol` against the SDK's own types, then erases them. */
export function defineProtocol<Client, Server, Notes>(
  protocol: SessionProtocol<Client, Server, Notes>,
): AnySessionProtocol {
  return protocol as unknown as AnySessionProtocol;
}

/**
 * What a method of a socket's class does with its first argument. `send`: an event; `send-frame`:
 * its JSON; `emit`: names what the listeners get as second argument; `fail`: an error event of the
 * server, or none and then text of what went wrong here.
 */
export type SocketRole = 'send' | 'send-frame' | 'close' | 'emit' | 'fail';

/** A class that holds a WebSocket and emits what it receives: many operations on one connection. */
export interface SessionTarget {
  readonly kind: 'session';
  /** The export of the class in its own file, and the name of the class. */
  readonly name: string;
  /** The export of a module that applications import: the class or one that extends it. */
  readonly reach: { readonly module: string };
  readonly roles: Readonly<Record<string, SocketRole>>;
  readonly protocol: AnySessionProtocol;
  /** What stands for the socket where its methods describe a call: data that does not hold the socket. */
  self(socket: unknown): object;
  /** The notes of a new session. */
  notes(socket: unknown): object;
  /** The connection below, which closes. */
  connection(socket: unknown): Connection | undefined;
  /** Whether what is sent while there is no connection is kept, or an error: otherwise it is lost. */
  keepsUnsent(socket: unknown): boolean;
}

/** A WebSocket of whatever make: an event emitter or an event target. */
export interface Connection {
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState?: unknown;
  on?(event: 'open' | 'close', listener: (code: unknown) => void): unknown;
  off?(event: 'open' | 'close', listener: (code: unknown) => void): unknown;
  addEventListener?(type: 'open' | 'close', listener: (event: { code?: unknown }) => void): void;
  removeEventListener?(type: 'open' | 'close', listener: (event: { code?: unknown }) => void): void;
}
