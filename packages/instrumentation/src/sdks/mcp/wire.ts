// The parts of the SDK's `Protocol`, of its transports and of JSON-RPC messages that we read. They are private in
// part: each may be missing in a release.

/** A request or a notification. */
export interface Message {
  readonly method?: unknown;
  readonly params?: unknown;
  /** Of a request that was received. */
  readonly id?: unknown;
}

/** A function that the application has set for a method. */
export type Handler = (this: unknown, ...args: unknown[]) => unknown;

/** One controller for each request that is being handled, by its id. */
export type Controllers = Map<unknown, AbortController>;

/** A client or a server. */
export interface Wire {
  readonly _transport?: object | undefined;
  readonly transport?: object | undefined;
  /** The id of the next request. */
  readonly _requestMessageId?: unknown;
  /** Of a client: the server's name and version. */
  readonly _serverVersion?: { readonly name?: unknown } | undefined;
  /** Of a server: its own. */
  readonly _serverInfo?: { readonly name?: unknown } | undefined;
  readonly _clientInfo?: object | undefined;
  readonly _negotiatedProtocolVersion?: unknown;
  /** Only version 2 has it. */
  readonly _negotiatedWireCodec?: unknown;
  readonly _requestHandlers?: Map<unknown, Handler>;
  readonly _notificationHandlers?: Map<unknown, Handler>;
  readonly _requestHandlerAbortControllers?: Controllers;
  readonly fallbackRequestHandler?: Handler | undefined;
  readonly fallbackNotificationHandler?: Handler | undefined;
  /** Throws if a method has no tasks. */
  readonly assertTaskHandlerCapability?: (method: string) => void;
}

/** What handlers get besides the request. */
export interface Extra {
  readonly requestInfo?: { readonly headers?: Readonly<Record<string, unknown>> };
}

/** The wire that `self` is. */
export function wireOf(self: unknown): Wire {
  return self as Wire;
}

/** The message that `value` is, if it has a method. */
export function messageOf(value: unknown): (Message & { readonly method: string }) | undefined {
  const message = value as Message | null | undefined;
  return typeof message?.method === 'string'
    ? (message as Message & { readonly method: string })
    : undefined;
}
