// The contract between the core and one SDK's adapter: data and pure functions.
// An adapter never sees a span, a metric or a setting.

import type { Content } from './content.ts';
import type { OperationName, ProviderName, RequestMetadata, ResponseMetadata } from './model.ts';
import type { StreamedResponse } from './streamed-response.ts';

/** How one method of an SDK maps onto the normalized model. */
export interface Method<Params = never, Result = never, Chunk = never, Second = never> {
  /** Absent where the conventions have no operation for it. */
  readonly operation?: OperationName;
  /** The span's name where there is no operation, or a version of the conventions that has none. */
  readonly name?: string;
  /** Reads the first two arguments of the call. */
  request(params: Params, second: Second): RequestMetadata;
  response(result: Result): ResponseMetadata;
  /** Folds one chunk of a stream into the response that the chunks add up to. */
  chunk?(into: StreamedResponse, chunk: Chunk): void;
  /** What is said to the model. Called only where content is recorded. */
  input?(params: Params, second: Second): Content;
  /** What the model says. Called only where content is recorded. */
  output?(result: Result): Content;
  /**
   * Adds `chunk` to what the chunks before it add up to, in the shape of an unstreamed result, and
   * returns that: `output` reads it. Called only where content is recorded; chunks are the caller's.
   */
  assemble?(into: Result | undefined, chunk: Chunk): Result | undefined;
  /** What a thrown error says of the provider's failure, if it is one of the provider's. */
  failure?(error: unknown): ResponseMetadata['failure'];
  /** What a thrown error says of the safety of what was asked. */
  safety?(error: unknown): Pick<ResponseMetadata, 'safetyFlags' | 'safetyScore'>;
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

/** The application asks for a response. */
export interface Asked {
  readonly method: AnyMethod;
  /** Read by `method.request`, whose second argument are the notes. */
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
      readonly failure: NonNullable<ResponseMetadata['failure']>;
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

/** A class of an SDK that holds a WebSocket and emits what it receives. */
export interface PatchedSocket {
  /** The export of the class in its own file, and the name of the class. */
  readonly name: string;
  /** The export of a module that applications import: the class or one that extends it. */
  readonly fromModule: string;
  readonly roles: Readonly<Record<string, SocketRole>>;
  readonly protocol: AnySessionProtocol;
  /** The notes of a new session. */
  notes(socket: unknown): object;
  /** The URL of the server as a client would have it, with `http` in it. */
  baseUrl(socket: unknown): string | undefined;
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

/** How an SDK traces itself: its clients hold a tracer. */
export interface NativeTracing {
  /** The file of the clients' class, and its export there and of the package. */
  readonly file: string;
  readonly className: string;
  /** The property of a client that holds the tracer, set by the client's constructor. */
  readonly property: string;
  /** An accessor that only the class has whose constructor sets it. */
  readonly marker: string;
  /** The client of `resource`. */
  client(resource: unknown): object | undefined;
  /** Whether an option of a client asks for more of it than what a client does by default. */
  isAskedFor(client: object): boolean;
  /** The variable of the environment that asks for it in every client, unless it is empty or `false`. */
  readonly variable: string;
  /** What one of the SDK's helpers started for a call and left in the call's second argument. */
  startedBy(options: unknown): object | undefined;
}

/** The static method with which an SDK's helpers make a stream of a response themselves. */
export interface StreamMaker {
  /** The file of the class, and its export there. */
  readonly file: string;
  readonly className: string;
  readonly method: string;
}

/** Everything the core needs to know of one SDK. `File` and `SocketFile` name the files that the hooks watch. */
export interface SdkAdapter<File extends string = string, SocketFile extends string = string> {
  readonly classes: Readonly<Record<File, PatchedClass>>;
  /** That of them which no other SDK has at its place. */
  readonly mark: File;
  readonly sockets?: Readonly<Record<SocketFile, PatchedSocket>>;
  /** `gen_ai.provider.name` of a call on `resource`, whose server is at `baseUrl`. */
  provider(resource: unknown, baseUrl: string | undefined): ProviderName;
  readonly native?: NativeTracing;
  readonly streamMaker?: StreamMaker;
  /** Diagnostics channels of the SDK that only the named tools listen to. */
  readonly foreignChannels?: Readonly<Record<string, string>>;
  /** The header of a response that says how many milliseconds the provider worked. */
  readonly processingHeader?: string;
  /** The URL below which `resource` sends its requests. */
  baseUrl(resource: unknown): string | undefined;
  /** The model that is asked for where the client or its URL says so, not the request. */
  model?(
    resource: unknown,
    baseUrl: string | undefined,
    asked: RequestMetadata,
  ): string | undefined;
}
