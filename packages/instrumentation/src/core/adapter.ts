// The contract between the core and one SDK's adapter: data and pure functions.
// An adapter never sees a span, a metric or a setting.

import type { OperationName, ProviderName, RequestMetadata, ResponseMetadata } from './model.ts';
import type { StreamedResponse } from './streamed-response.ts';

/** How one method of an SDK maps onto the normalized model. */
export interface Method<Params = never, Result = never, Chunk = never, Second = never> {
  /** Absent where the conventions have no operation for it. */
  readonly operation?: OperationName;
  /** The span's name where there is no operation. */
  readonly name?: string;
  /** Reads the first two arguments of the call. */
  request(params: Params, second: Second): RequestMetadata;
  response(result: Result): ResponseMetadata;
  /** Folds one chunk of a stream into the response that the chunks add up to. */
  chunk?(into: StreamedResponse, chunk: Chunk): void;
  /** How usage is asked for where a stream does not bring it by itself. */
  readonly streamUsage?: StreamUsage<Params, Chunk>;
}

/** Asking for the usage of a stream without its reader's noticing. */
export interface StreamUsage<Params, Chunk> {
  /** A copy of the request that asks; `undefined` where the caller has decided, or nothing is streamed. */
  ask(params: Params): Params | undefined;
  /** Takes from a chunk what was only sent because we asked; `true` if nothing is left of it. */
  hide(chunk: Chunk): boolean;
}

/** A method whose SDK types are erased: what the core calls. */
export type AnyMethod = Method<unknown, unknown, unknown, unknown>;

/** Checks `method` against the SDK's own types, then erases them. */
export function defineMethod<Params, Result, Chunk = never, Second = never>(
  method: Method<Params, Result, Chunk, Second>,
): AnyMethod {
  return method as unknown as AnyMethod;
}

/** A class of an SDK and those of its methods that reach a model. */
export interface PatchedClass {
  /** The export of the class in its own file. */
  readonly name: string;
  /** The path to the class from the module's exports, for bundles and linked packages. */
  readonly fromModule: string;
  /** The path to an instance from a client. */
  readonly fromClient: string;
  readonly methods: Readonly<Record<string, AnyMethod>>;
}

/** What an adapter keeps of a session for the responses to come. */
export interface SessionNotes {
  /** Settings of the session, as far as a response does not say otherwise. */
  readonly request: RequestMetadata;
  /** The model that answers, as the server says. */
  model?: string | undefined;
}

/** Which response is meant: by the server's id, else by a lane, in which they run one after another. */
export interface ResponseKey {
  readonly id?: string | undefined;
  /** Absent where it is not known: the oldest response that fits is meant. */
  readonly lane?: string | undefined;
}

/** The application asks for a response. */
export interface Asked {
  readonly method: AnyMethod;
  /** Read by `method.request`, whose second argument are the notes. */
  readonly params: unknown;
  /** What the server will call this event if it rejects it. */
  readonly eventId?: string | undefined;
  readonly lane?: string | undefined;
}

/** The server tells of a response. `chunk` is read by the `chunk` of its method. */
export type Heard =
  | (ResponseKey & Pick<Asked, 'method' | 'params'> & { step: 'begin'; chunk: unknown })
  | (ResponseKey & { step: 'chunk'; chunk: unknown })
  | (ResponseKey & { step: 'end'; chunk: unknown; outcome: 'completed' | 'aborted' })
  | {
      step: 'reject';
      /** Absent where the server does not name the event: the oldest that waits is meant. */
      eventId: string | undefined;
      failure: NonNullable<ResponseMetadata['failure']>;
    };

/** What the events of a WebSocket session say of its responses: one session carries many. */
export interface SessionProtocol<Client = never, Server = never> {
  /** Types of the client events that `asked` understands: frames that name no such type are not parsed. */
  readonly clientTypes: readonly string[];
  asked(event: Client, notes: SessionNotes): Asked | undefined;
  heard(event: Server, notes: SessionNotes): Heard | undefined;
}

/** A protocol whose SDK types are erased: what the core calls. */
export type AnySessionProtocol = SessionProtocol<unknown, unknown>;

/** Checks `protocol` against the SDK's own types, then erases them. */
export function defineProtocol<Client, Server>(
  protocol: SessionProtocol<Client, Server>,
): AnySessionProtocol {
  return protocol as unknown as AnySessionProtocol;
}

/**
 * What a method of a socket's class does with its first argument. `send`: an event; `send-frame`:
 * its JSON; `emit`: names what the listeners get as second argument; `fail`: an error event of the
 * server, or none and then text of what went wrong here.
 */
export type SocketRole = 'send' | 'send-frame' | 'close' | 'emit' | 'fail';

/** A class of an SDK that holds a WebSocket and emits what it receives. */
export interface PatchedSocket {
  /** The export of the class in its own file, and the name of the class. */
  readonly name: string;
  /** The export of a module that applications import: the class or one that extends it. */
  readonly fromModule: string;
  readonly roles: Readonly<Record<string, SocketRole>>;
  readonly protocol: AnySessionProtocol;
  notes(socket: unknown): SessionNotes;
  /** The connection below, which closes. */
  connection(socket: unknown): Connection | undefined;
  /** Whether what is sent while there is no connection is kept, or an error: otherwise it is lost. */
  keepsUnsent(socket: unknown): boolean;
}

/** A WebSocket of whatever make: an event emitter or an event target. */
export interface Connection {
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState?: unknown;
  on?(event: 'close', listener: (code: unknown) => void): unknown;
  off?(event: 'close', listener: (code: unknown) => void): unknown;
  addEventListener?(event: 'close', listener: (event: { code?: unknown }) => void): void;
  removeEventListener?(event: 'close', listener: (event: { code?: unknown }) => void): void;
}

/** Everything the core needs to know of one SDK. `File` and `SocketFile` name the files that the hooks watch. */
export interface SdkAdapter<File extends string = string, SocketFile extends string = string> {
  readonly classes: Readonly<Record<File, PatchedClass>>;
  readonly sockets?: Readonly<Record<SocketFile, PatchedSocket>>;
  /** `gen_ai.provider.name` of a call on `resource`, whose server is at `baseUrl`. */
  provider(resource: unknown, baseUrl: string | undefined): ProviderName;
  /** Diagnostics channels of the SDK that only the named tools listen to. */
  readonly foreignChannels?: Readonly<Record<string, string>>;
  /** The URL below which `resource` sends its requests. */
  baseUrl(resource: unknown): string | undefined;
  /** The model that is asked for where the client or its URL says so, not the request. */
  model?(
    resource: unknown,
    baseUrl: string | undefined,
    asked: RequestMetadata,
  ): string | undefined;
}
