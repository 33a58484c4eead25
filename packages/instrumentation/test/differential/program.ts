// A small program that runs with and without us: what it is, and what it is given.

import type { Behaviour, MockLlm } from '@llm-otel/testkit';
import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';

/** What a program does; everything that it logs must be the same with and without us. */
export interface Program {
  readonly name: string;
  /** The outcomes of the call records that it leaves behind, in the order of their ends. */
  readonly records: readonly Outcome[];
  /** The same before major 7, if its streams end otherwise. */
  readonly recordsBefore7?: readonly Outcome[];
  /** Whether its records name no model. */
  readonly isNameless?: boolean;
  run(stage: Stage): Promise<void> | void;
}

/** `llm_otel.outcome` of a call. */
export type Outcome = 'completed' | 'aborted' | 'error' | 'abandoned';

/** The namespace of the module `openai`. */
export type OpenAiModule = typeof import('openai') & { readonly OpenAI: typeof OpenAI };

/** The namespace of the module `@anthropic-ai/sdk`. */
export type AnthropicModule = typeof import('@anthropic-ai/sdk');

/** What a program works with. */
export interface Stage {
  readonly openai: OpenAiModule;
  /** Sends to the mock server and does not retry. Each of the two is in the programs of its SDK only. */
  readonly client: OpenAI;
  readonly anthropic: Anthropic;
  /** A model name of this program alone, by which its call records are found. */
  readonly model: string;
  readonly mock: MockLlm;
  /** Adds descriptions of `values` to what is compared. */
  log(...values: unknown[]): void;
  /** Lets the event loop turn: what is due by then has happened. */
  turn(): Promise<void>;
}

/** Programs by their names: each with what it does and what it leaves behind. */
export type ProgramTable = Readonly<
  Record<string, readonly [run: (stage: Stage) => Promise<void>, ...records: Outcome[]]>
>;

/** The programs of a table. */
export function toPrograms(table: ProgramTable): Program[] {
  return Object.entries(table).map(([name, [run, ...records]]) => ({ name, records, run }));
}

/** A way to send a request of one method. */
export interface Method {
  readonly name: string;
  send(stage: Stage, options?: SendOptions): Sent<object>;
}

/** A way to send a request of one method that is streamed. */
export interface StreamedMethod {
  readonly name: string;
  send(stage: Stage, options?: SendOptions): Sent<AnyStream>;
}

/** Options of one call. */
export interface SendOptions {
  readonly behaviour?: Behaviour;
  readonly maxRetries?: number;
  readonly signal?: AbortSignal;
  readonly client?: OpenAI;
}

/** The promise of the SDK, of whichever method. */
export interface Sent<T> extends Promise<T> {
  withResponse(): Promise<{ data: T; response: Response; request_id: string | null }>;
  asResponse(): Promise<Response>;
  _thenUnwrap<U>(transform: (data: T) => U): Sent<U>;
}

/** `parse`, `stream` and `runTools`: major 4 has them below `beta`. */
export function chatHelpers({ chat, beta }: OpenAI): OpenAI['chat']['completions'] {
  return 'parse' in chat.completions
    ? chat.completions
    : (beta as unknown as { chat: OpenAI['chat'] }).chat.completions;
}

/** The stream of the SDK, of whichever method. */
export interface AnyStream extends AsyncIterable<unknown> {
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
  readonly controller: AbortController;
  tee(): [AnyStream, AnyStream];
  toReadableStream(): ReadableStream<Uint8Array>;
}

/** What `promise` rejects with; a promise that is kept is told. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    return { kept: await promise };
  } catch (error) {
    return error;
  }
}
