// How subscriptions, and functions that they replace, report operations.

import type { Content } from './content.ts';
import type { AnyMethod } from './method.ts';
import type { Operation, Outcome } from './operation.ts';
import type { Response } from './response.ts';
import type { Server } from './server.ts';

/** The parent of an operation: a running operation, or one of another process. */
export interface Parent {
  /** OpenTelemetry's context: only telemetry uses it. */
  readonly context: object;
}

/** Further data of an operation that starts. */
export interface StartOptions {
  /** Default: the active context. */
  readonly parent?: Parent | undefined;
  /** Milliseconds since the epoch; default: now. */
  readonly at?: number | undefined;
  readonly links?: readonly Parent[] | undefined;
  /** The input of the model. Called only if content is recorded. */
  readonly input?: (() => Content) | undefined;
  /**
   * The operation is a framework's model run: the first call of its kind below it has no own span and
   * adds its request, response and tokens here; a call after a failed one is the next attempt.
   */
  readonly isModelRun?: boolean | undefined;
  /**
   * The span that the framework itself has started for it, of OpenTelemetry: what is recorded stands there, and the
   * framework ends it. A span that nobody receives does not count.
   */
  readonly span?: object | null | undefined;
  /** Somebody else makes its span, which is out of reach: it has none of ours. Metrics and call records stay. */
  readonly isSpanned?: boolean | undefined;
  /** The conversation that the framework names: that of all below, too, unless the application has set another. */
  readonly conversationId?: string | undefined;
  /** The user that the framework names, likewise. */
  readonly userId?: string | undefined;
}

/** Data of an operation that ends. */
export interface EndOptions {
  readonly response?: Response | undefined;
  /** Milliseconds since the epoch; default: now. */
  readonly at?: number | undefined;
  /** Seconds until the first chunk, for a framework that measures it and tells no chunks. */
  readonly timeToFirstChunk?: number | undefined;
  /** Default: `completed`; on failure `error`. */
  readonly outcome?: Outcome | undefined;
  /** The result. Called only if content is recorded. */
  readonly output?: (() => Content) | undefined;
  /** The framework is told to keep its content to itself: none is recorded, nor that of the call below. */
  readonly withholdsContent?: boolean | undefined;
}

/** A running operation. Methods throw no error of their own; the first end counts. */
export interface RunningOperation extends Parent {
  /** Runs `work` with the operation's span active. */
  run<T>(work: () => T): T;
  /** Adds to the request data, which may arrive late. */
  request(values: Operation['request']): void;
  /** Names the conversation, if the framework tells it late; one that the application has set wins. */
  conversation(id: string): void;
  /** Reports one chunk of a streamed response. */
  chunk(): void;
  end(options?: EndOptions): void;
  fail(error: unknown, options?: EndOptions): void;
}

/** A session of a protocol that has ended. */
export interface EndedSession {
  readonly role: 'client' | 'server';
  readonly seconds: number;
  /** If it did not end as intended. */
  readonly errorType?: string | undefined;
  readonly serverName?: string | undefined;
  readonly protocolVersion?: string | undefined;
  readonly networkProtocolName?: string | undefined;
  readonly server?: string | Server | undefined;
}

/** A function whose types are erased. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Hears of something that is read step by step. What it throws costs a line of `diag`. */
export interface Reading {
  chunk(value: unknown): void;
  /** All is read, the reader has stopped, or nobody reads it. */
  end(outcome: 'completed' | 'aborted' | 'abandoned'): void;
  /** `isStop`: the reader has thrown. */
  fail(error: unknown, isStop: boolean): void;
}

/** A subscription's interface. */
export interface Tracing {
  /** Whether `start` records anything now. For what an adapter does before it starts an operation. */
  isOn(): boolean;
  /**
   * `undefined` if nothing is recorded: disabled, paused, or no OpenTelemetry API. A `step` that nothing of ours is
   * around becomes the `workflow`.
   */
  start(operation: Operation, options?: StartOptions): RunningOperation | undefined;
  /**
   * Runs `work` in a context that moves: whenever it is read, it is that of the operation which `current` returns, or the
   * surrounding one if there is none. For frameworks that know what is current, and say it without running it.
   */
  follow<T>(current: () => Parent | undefined, work: () => T): T;
  /**
   * Tells `reading` of the steps of `source`, which stays the same object: of a web stream, and its branches, each chunk
   * once. `around`, such as a running operation, runs each step; a step has no frame of its own, so that it may be a step
   * of a promise as well. Neither may refer to the source, which would never be collected.
   */
  watch(
    source: AsyncIterator<unknown> | ReadableStream,
    around: Pick<RunningOperation, 'run'>,
    reading: Reading,
  ): void;
  /** Adds the trace headers of the active context, or of `from`, to `carrier`. */
  inject(carrier: Record<string, string>, from?: Parent): void;
  /** The remote operation that the headers in `carrier` identify. */
  extract(carrier: Readonly<Record<string, unknown>>): Parent | undefined;
  /**
   * The parent, and the links, of an operation that a message of another process starts: the W3C trace context in
   * `carrier`. `isAmbient`: the active context belongs to the message; otherwise it is that of whoever connected.
   */
  receive(
    carrier: unknown,
    options: { readonly isAmbient: boolean },
  ): Pick<StartOptions, 'parent' | 'links'>;
  /**
   * What a message to another process carries of the trace in the active context: `traceparent` and its siblings, as
   * far as the settings allow it.
   */
  traceContext(): Readonly<Record<string, string>>;
  /** The same for a process that is started now: `TRACEPARENT` and its siblings. */
  environment(): Readonly<Record<string, string>>;
  /** Measures a session that has ended. */
  measure(session: EndedSession): void;
  /** The standard output of this process is the wire of a protocol: nothing else may be written there. */
  takeStdout(): void;
  /** Runs `step` of the adapter; if that throws, it costs a line of `diag`, and `undefined` is returned. */
  attempt<T>(what: string, step: () => T): T | undefined;
  /** Replaces the method `name` of `owner` once by the result of `around`; returns whether it is replaced. */
  replace(owner: object, name: string, around: (original: AnyFunction) => AnyFunction): boolean;
}

/** The interface of a subscription to a file, or to what `instrument()` is given. */
export interface FileTracing extends Tracing {
  /**
   * Traces `methods` on the `prototype` of a class that nobody exports, once: for a subscription that meets an object of it.
   * `uninstrument()` calls `install` again, and expects the same prototypes, to put back their methods.
   */
  trace(prototype: object, methods: Readonly<Record<string, AnyMethod>>): void;
}
