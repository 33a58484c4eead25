// How one function of a package maps onto the model: data and pure functions, in the types of the package.

import type { Content } from './content.ts';
import type { Operation } from './operation.ts';
import type { Failure, Response, Safety } from './response.ts';
import type { StreamedResponse } from './streamed-response.ts';

/** One call: what it is made on, and its arguments. Both are the caller's: nothing of them is changed. */
export interface Call<Self = unknown, Args extends readonly unknown[] = readonly unknown[]> {
  readonly self: Self;
  readonly args: Args;
}

/** What a method may use to change the arguments of a call. */
export interface Passing {
  /** Whether the usage of streams is to be asked for where it does not come by itself. */
  readonly asksForUsage: boolean;
  /** Adds the headers of the trace to `carrier`. */
  inject(carrier: Record<string, string>): void;
}

/** One function of a package that reaches a service. */
export interface Method<
  Self = unknown,
  Args extends readonly unknown[] = readonly unknown[],
  Result = unknown,
  Chunk = unknown,
> {
  /** What a call does; `undefined` for a call of which nothing is recorded. */
  describe(call: Call<Self, Args>): Operation | undefined;
  /**
   * How the result comes: as a promise or at once (the default), as the promise of the code generator
   * Stainless, or by a callback, the first function among the arguments from this index on.
   */
  readonly settles?: 'promise' | 'stainless' | { readonly callback: number };
  /**
   * The async iterable or web stream in `result`, whose reading is the rest of the call. There is no
   * default: a page of results is iterable, too. Stainless streams are found without it.
   */
  stream?(result: Result): object | undefined;
  response(result: Result): Response;
  /** Folds one chunk of a stream into the response that the chunks add up to. */
  chunk?(into: StreamedResponse, chunk: Chunk): void;
  /** What a thrown error says of the provider's failure, if it is one of the provider's. */
  failure?(error: unknown): Failure | undefined;
  /** Whether the package throws `error` because its caller stopped the call. */
  isAbort?(error: unknown): boolean;
  /** The signal of a call, where reading a stream ends without an error once the signal is aborted. */
  signal?(call: Call<Self, Args>): AbortSignal | undefined;
  /** What a thrown error says of the safety of what was asked. */
  safety?(error: unknown): Safety;
  /** The header of a response, or of an error, that says how many milliseconds the provider worked. */
  readonly processingHeader?: string;
  /** Changed arguments for the call: copies, since the caller's objects stay as they are. */
  pass?(call: Call<Self, Args>, passing: Passing): Args | undefined;
  /** Takes from a chunk what only came because `pass` asked for it; `true` if nothing is left of it. */
  hide?(chunk: Chunk): boolean;
  /** What is said to the model. Called only where content is recorded. */
  input?(call: Call<Self, Args>): Content;
  /** What the model says. Called only where content is recorded. */
  output?(result: Result): Content;
  /**
   * Adds `chunk` to what the chunks before it add up to, in the shape of an unstreamed result, and
   * returns that: `output` reads it. Called only where content is recorded; chunks are the caller's.
   */
  assemble?(into: Result | undefined, chunk: Chunk): Result | undefined;
}

/** A method whose types are erased: what observing calls. */
export type AnyMethod = Method;

/** Checks `method` against the package's own types, then erases them. */
export function defineMethod<Self, Args extends readonly unknown[], Result = never, Chunk = never>(
  method: Method<Self, Args, Result, Chunk>,
): AnyMethod {
  return method as unknown as AnyMethod;
}
