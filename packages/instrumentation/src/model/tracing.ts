// What subscriptions, and functions that they replace, tell of operations as they happen.

import type { Content } from './content.ts';
import type { Operation, Outcome } from './operation.ts';
import type { Response } from './response.ts';

/** Under what an operation runs: a running operation, or one of another process. */
export interface Parent {
  /** OpenTelemetry's context: nobody's business but that of telemetry. */
  readonly context: object;
}

/** What is known besides of an operation that starts. */
export interface StartOptions {
  /** The context that is active unless told. */
  readonly parent?: Parent | undefined;
  /** Milliseconds since the epoch; now unless told. */
  readonly at?: number | undefined;
  readonly links?: readonly Parent[] | undefined;
  /** What is said to the model. Called only where content is recorded. */
  readonly input?: (() => Content) | undefined;
  /**
   * It is a framework's run of a model: the first call of its kind below is not a span of its own but
   * tells its request, its response and its tokens here; one after that failed is the next attempt.
   */
  readonly isModelRun?: boolean | undefined;
}

/** What is known of an operation that ends. */
export interface EndOptions {
  readonly response?: Response | undefined;
  /** `completed` unless told; of a failure `error`. */
  readonly outcome?: Outcome | undefined;
  /** What came back. Called only where content is recorded. */
  readonly output?: (() => Content) | undefined;
}

/** A running operation. No method throws on its own account; the first end counts. */
export interface RunningOperation extends Parent {
  /** Runs `work` with the operation's span active. */
  run<T>(work: () => T): T;
  /** Adds to what is known of the request, which may come late. */
  request(values: Operation['request']): void;
  /** One chunk of a streamed response has arrived. */
  chunk(): void;
  end(options?: EndOptions): void;
  fail(error: unknown, options?: EndOptions): void;
}

/** A function whose types are erased. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** What a subscription is given. */
export interface Tracing {
  /** `undefined` where nothing is recorded: switched off, paused, or without OpenTelemetry's API. */
  start(operation: Operation, options?: StartOptions): RunningOperation | undefined;
  /** Adds the headers of the trace to `carrier`: of the active context, or of `from`. */
  inject(carrier: Record<string, string>, from?: Parent): void;
  /** The operation of another process that the headers in `carrier` name. */
  extract(carrier: Readonly<Record<string, unknown>>): Parent | undefined;
  /** Replaces the method `name` of `owner` once by what `around` makes of it; tells whether it is replaced. */
  replace(owner: object, name: string, around: (original: AnyFunction) => AnyFunction): boolean;
}
