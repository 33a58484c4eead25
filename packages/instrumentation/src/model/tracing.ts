// How subscriptions, and functions that they replace, report operations.

import type { Content } from './content.ts';
import type { Operation, Outcome } from './operation.ts';
import type { Response } from './response.ts';

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
}

/** Data of an operation that ends. */
export interface EndOptions {
  readonly response?: Response | undefined;
  /** Default: `completed`; on failure `error`. */
  readonly outcome?: Outcome | undefined;
  /** The result. Called only if content is recorded. */
  readonly output?: (() => Content) | undefined;
}

/** A running operation. Methods throw no error of their own; the first end counts. */
export interface RunningOperation extends Parent {
  /** Runs `work` with the operation's span active. */
  run<T>(work: () => T): T;
  /** Adds to the request data, which may arrive late. */
  request(values: Operation['request']): void;
  /** Reports one chunk of a streamed response. */
  chunk(): void;
  end(options?: EndOptions): void;
  fail(error: unknown, options?: EndOptions): void;
}

/** A function whose types are erased. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** A subscription's interface. */
export interface Tracing {
  /** `undefined` if nothing is recorded: disabled, paused, or no OpenTelemetry API. */
  start(operation: Operation, options?: StartOptions): RunningOperation | undefined;
  /** Adds the trace headers of the active context, or of `from`, to `carrier`. */
  inject(carrier: Record<string, string>, from?: Parent): void;
  /** The remote operation that the headers in `carrier` identify. */
  extract(carrier: Readonly<Record<string, unknown>>): Parent | undefined;
  /** Replaces the method `name` of `owner` once by the result of `around`; returns whether it is replaced. */
  replace(owner: object, name: string, around: (original: AnyFunction) => AnyFunction): boolean;
}
