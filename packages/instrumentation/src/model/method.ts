// How one function of a package maps onto the model: data and pure functions, in the package's types.

import type { Content } from './content.ts';
import type { Operation } from './operation.ts';
import type { Failure, FetchedResponse, Response, Safety } from './response.ts';
import type { Size } from './size.ts';
import type { StreamedResponse } from './streamed-response.ts';

/** One call: its receiver and its arguments. Both belong to the caller: never change them. */
export interface Call<Self = unknown, Args extends readonly unknown[] = readonly unknown[]> {
  readonly self: Self;
  readonly args: Args;
}

/** What `pass` may use to change the arguments. */
export interface Passing {
  /** Whether to request the usage of streams if it is not included by default. */
  readonly asksForUsage: boolean;
  /** Adds the trace headers to `carrier`. */
  inject(carrier: Record<string, string>): void;
  /**
   * What a message to another process carries of the trace, in the formats of the W3C: `traceparent`, `tracestate`,
   * and `baggage` if the settings allow it; nothing if they forbid it.
   */
  traceContext(): Readonly<Record<string, string>>;
}

/** What a helper of the package made of a result, or threw instead. */
export type Parsed = { readonly value: unknown } | { readonly error: unknown };

/** One function of a package that calls a service. */
export interface Method<
  Self = unknown,
  Args extends readonly unknown[] = readonly unknown[],
  Result = unknown,
  Chunk = unknown,
> {
  /** The operation of a call; `undefined` if the call is not recorded. */
  describe(call: Call<Self, Args>): Operation | undefined;
  /**
   * How the result arrives: as a promise or at once (default), as a promise of the code generator
   * Stainless, or in a callback: the first function among the arguments from this index on.
   */
  readonly settles?: 'promise' | 'stainless' | { readonly callback: number };
  /**
   * The async iterable or web stream in `result`, whose reading completes the call. There is no
   * default: a page of results is iterable, too. The event streams of Stainless are detected without it.
   */
  stream?(result: Result): object | undefined;
  /**
   * The property of `result` with a promise of all that the stream brings, which the package makes beside the stream:
   * it completes the call if no chunk is read. `response` and `output` get what it resolves with.
   */
  readonly whole?: string;
  /**
   * It makes other calls of the package, such as polls: those with the same `partOf` have no operation of their own, and
   * what they return is given to `chunk` and `assemble` of this one.
   */
  readonly parts?: symbol;
  /** The `parts` of the calls that such a call belongs to if one of them makes it. */
  readonly partOf?: symbol;
  /**
   * The `fetch` that sends the request. While a response of Node's own is read, no code of the application
   * runs, so that a stream's steps need no context.
   */
  fetch?(call: Call<Self, Args>): unknown;
  /**
   * The error that `result` holds in place of a response, for packages that return errors: the call has failed with
   * it, as if it had been thrown.
   */
  thrown?(result: Result): unknown;
  /** `before`: what `before` returned for the call. */
  response(result: Result, before?: unknown): Response;
  /**
   * What `response`, `output`, `inError`, `isStopped` and `listen` have to know of a call before it runs, such as what a counter
   * of the package says. Called for every call: it holds no content.
   */
  before?(call: Call<Self, Args>): unknown;
  /**
   * Changed arguments, which are copies, for a package that hands out its answer in callbacks or writes it to an object
   * of the caller: each chunk is told to `heard` first, and then to the caller's. `undefined` if there is nothing to
   * listen to.
   */
  listen?(call: Call<Self, Args>, heard: (chunk: Chunk) => void, before: unknown): Args | undefined;
  /** Whether `result` is what there was when the caller stopped the call, which throws nothing then. */
  isStopped?(result: Result, before?: unknown): boolean;
  /**
   * Whether the answer fits its schema, by what a helper of the package made of the result when it parsed it;
   * `undefined` if it parsed nothing.
   */
  fits?(parsed: Parsed): boolean | undefined;
  /**
   * A framework's run of a model: the first call of its kind below it has no own span and adds its request, response and
   * tokens to this one.
   */
  readonly isModelRun?: true;
  /** Nobody knows what the function does: a call is recorded only if it returns a promise or a stream. */
  readonly isUnclassified?: true;
  /** Every complete stream says that it ends, or why: one that does not was cut off. */
  readonly saysEnd?: true;
  /** Adds one chunk of a stream to the assembled response. */
  chunk?(into: StreamedResponse, chunk: Chunk): void;
  /**
   * Makes the reader of a stream whose chunks have the responses of other calls, such as the results of a batch; it
   * returns the response in a chunk, unless that has been counted before.
   */
  fetched?(call: Call<Self, Args>): (chunk: Chunk) => FetchedResponse | undefined;
  /** The provider's failure in a thrown error, if the provider caused it. */
  failure?(error: unknown): Failure | undefined;
  /**
   * The texts that the provider and the package write in errors. `{number}`, `{duration}`, `{model}`,
   * `{parameter}`, `{address}`, `{code}` and `{one|of|these}` stand for a value of that shape, `{text}` for
   * anything, which is not shown. Without content other texts are not recorded.
   */
  readonly errorTexts?: readonly string[];
  /** Whether the package throws `error` because the caller aborted the call; `signal`: that of the call. */
  isAbort?(error: unknown, signal?: AbortSignal): boolean;
  /** The signal of a call, if aborting it ends the stream without an error, or with one that does not tell. */
  signal?(call: Call<Self, Args>): AbortSignal | undefined;
  /** The safety data in a thrown error. */
  safety?(error: unknown): Safety;
  /** The data of the response that a thrown error stands for. */
  inError?(error: unknown, before?: unknown): Response;
  /** The header of a response or error with the provider's processing time in milliseconds. */
  readonly processingHeader?: string;
  /** The header in which a gateway states the cost in US dollars. */
  readonly costHeader?: string;
  /** Changed arguments for the call: copies, since the caller's objects must not change. */
  pass?(call: Call<Self, Args>, passing: Passing): Args | undefined;
  /** Whether a server may throw `error` because it refuses what `pass` requested. */
  isRefusal?(error: unknown): boolean;
  /** What `pass` requests, for the notice that a server refused it. */
  readonly asked?: string;
  /**
   * Whether another instrumentation makes the span of this call: we make none. Metrics and the call record are made all
   * the same.
   */
  isSpanned?(call: Call<Self, Args>): boolean;
  /**
   * For a package that finds the server out while it makes the call: what tells its URL when the call ends. It must not hold
   * the call, which is not kept itself.
   */
  foundServer?(call: Call<Self, Args>): () => string | undefined;
  /** Stands for the server of a call that may refuse, if that has no URL. */
  peer?(call: Call<Self, Args>): object | undefined;
  /** Removes from a chunk what only `pass` requested; `true` if nothing remains of it. */
  hide?(chunk: Chunk): boolean;
  /**
   * How long the input is. Called for every call: it returns lengths and nothing else, read from own properties
   * (`ownValue`), so that no getter of the application runs.
   */
  size?(call: Call<Self, Args>): Size | undefined;
  /** The model's input. Called only if content is recorded. */
  input?(call: Call<Self, Args>): Content;
  /**
   * What `output` has to know of a call, which is not kept itself: a client may hold all of its streams, so that none
   * would count as abandoned. Called only if content is recorded.
   */
  keep?(call: Call<Self, Args>): unknown;
  /** The model's output, with what was kept of the call. Called only if content is recorded. */
  output?(result: Result, kept?: unknown, before?: unknown): Content;
  /**
   * Adds `chunk` to the result assembled so far, which has the shape of an unstreamed result, and
   * returns it for `output`. Called only if content is recorded; chunks belong to the caller.
   */
  assemble?(into: Result | undefined, chunk: Chunk): Result | undefined;
}

/** A method with erased types, for the observing code. */
export type AnyMethod = Method;

/** One function that stands for many methods, such as `send(command)`: each call has a method of its own. */
export interface Dispatcher {
  /** The method of this call; `undefined` if the call is not recorded. */
  select(call: Call): AnyMethod | undefined;
}

/** Checks `method` against the package's own types, then erases them. */
export function defineMethod<Self, Args extends readonly unknown[], Result = never, Chunk = never>(
  method: Method<Self, Args, Result, Chunk>,
): AnyMethod {
  return method as unknown as AnyMethod;
}
