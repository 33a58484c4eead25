// Sessions: one connection with many operations.

import type { AnyMethod } from './method.ts';
import type { Failure } from './response.ts';

/** The application requests a response. */
export interface Asked {
  readonly method: AnyMethod;
  /** The first argument of the call that `method` describes; the notes are the second. */
  readonly params: unknown;
  /** The server's name for this event if it rejects it. */
  readonly eventId?: string | null | undefined;
  /** Responses of one lane begin in the order of their requests. */
  readonly lane: string;
}

/**
 * The server reports on a response. `key` distinguishes parallel responses. In a `lane`, the event
 * means the requested response that has not begun; without a lane, a `begin` may belong to any
 * lane. The method's `chunk` reads `chunk`.
 */
export type Heard =
  | {
      readonly step: 'begin';
      readonly key: string;
      readonly lane?: string | undefined;
      /** Of an unrequested response. */
      readonly method: AnyMethod;
      readonly params: unknown;
      readonly chunk?: unknown;
    }
  | {
      readonly step: 'chunk' | 'end';
      readonly key: string;
      readonly lane?: string;
      readonly chunk: unknown;
      /** Of an end; default: `completed`. */
      readonly isAborted?: boolean;
    }
  | {
      /** The complete response, read by `method.response`. */
      readonly step: 'result';
      readonly key: string;
      readonly lane?: string | undefined;
      readonly method: AnyMethod;
      readonly params: unknown;
      readonly result: unknown;
    }
  | {
      readonly step: 'reject';
      /** Absent if the server does not name the event: the oldest waiting one is meant. */
      readonly eventId: string | undefined;
      readonly failure: Failure;
    };

/**
 * What the events of a WebSocket session say about its responses: one session has many. `Notes` is
 * the adapter's data of a session for future responses.
 */
export interface SessionProtocol<Client = never, Server = never, Notes = never> {
  /** Types of the client events that `asked` understands: frames without such a type are not parsed. */
  readonly clientTypes: readonly string[];
  asked(event: Client, notes: Notes): Asked | undefined;
  heard(event: Server, notes: Notes): Heard | undefined;
}

/** A protocol with erased SDK types, for the core. */
export type AnySessionProtocol = SessionProtocol<unknown, unknown, unknown>;

/** Checks `protocol` against the SDK's own types, then erases them. */
export function defineProtocol<Client, Server, Notes>(
  protocol: SessionProtocol<Client, Server, Notes>,
): AnySessionProtocol {
  return protocol as unknown as AnySessionProtocol;
}

/**
 * How a method of a socket class uses its first argument. `send`: an event; `send-frame`: its JSON;
 * `send-below`: it sends frames, now or later, by the method `send` of the connection; `emit`: the event
 * name, before the listeners' argument; `tell`: it emits all that one event of the server stands for;
 * `fail`: an error event of the server, or none and then the text of a local error.
 */
export type SocketRole = 'send' | 'send-frame' | 'send-below' | 'close' | 'emit' | 'tell' | 'fail';

/** A class that holds a WebSocket and emits what it receives: many operations per connection. */
export interface SessionTarget {
  readonly kind: 'session';
  /** The class's export in its own file, and its name. */
  readonly name: string;
  /** The export of a module that applications import: the class or a subclass. */
  readonly reach: { readonly module: string };
  readonly roles: Readonly<Record<string, SocketRole>>;
  /** The name by which every event of the server is emitted first; default: `event`. */
  readonly every?: string;
  readonly protocol: AnySessionProtocol;
  /** The receiver in its methods' call descriptions: data that does not hold the socket. */
  self(socket: unknown): object;
  /** The notes of a new session. */
  notes(socket: unknown): object;
  /** The connection below the socket. */
  connection(socket: unknown): Connection | undefined;
  /** Whether data sent without a connection is kept, or an error; otherwise it is lost. */
  keepsUnsent(socket: unknown): boolean;
}

/** A WebSocket of any kind: an event emitter or an event target. */
export interface Connection {
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState?: unknown;
  send?(frame: unknown): unknown;
  on?(event: 'open' | 'close', listener: (code: unknown) => void): unknown;
  off?(event: 'open' | 'close', listener: (code: unknown) => void): unknown;
  addEventListener?(type: 'open' | 'close', listener: (event: { code?: unknown }) => void): void;
  removeEventListener?(type: 'open' | 'close', listener: (event: { code?: unknown }) => void): void;
}
