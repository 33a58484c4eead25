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

/** Everything the core needs to know of one SDK. `File` names the files that the hooks watch. */
export interface SdkAdapter<File extends string = string> {
  readonly classes: Readonly<Record<File, PatchedClass>>;
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
