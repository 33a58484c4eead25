// What to replace in a file of a package.

import type { AnyMethod, Dispatcher, Parsed } from './method.ts';
import type { SessionTarget } from './session.ts';
import type { WatchTool } from './tool-function.ts';
import type { AnyFunction, FileTracing, Tracing } from './tracing.ts';

/** Where `instrument()` finds a target in an application's object. */
export interface Reach {
  /** The path from a module's exports, such as `OpenAI.Chat.Completions`. */
  readonly module?: string;
  /** The path from a client to an instance, such as `chat.completions`; empty for the client itself. */
  readonly client?: string;
}

interface Named {
  /** The export of the file. */
  readonly name: string;
  /** No export: a local name of the file. */
  readonly isLocal?: true;
  /** Some of the supported versions have none. */
  readonly isOptional?: true;
  /** The ES module may export a function by another name than it has in the file, such as a minified one. */
  readonly isRenamed?: true;
  readonly reach?: Reach;
}

/**
 * A method without an operation of its own: it calls a traced one before it returns, and parses the result (the answer in
 * the first callback that it passes to the promise, or the chunks of a stream), or it runs tools.
 */
export interface Helper {
  /**
   * The arguments for the method, with copies of the tools whose functions `watch` has replaced: what the caller passes
   * must not change. Such a method parses nothing.
   */
  tools?(args: readonly unknown[], watch: WatchTool): readonly unknown[] | undefined;
  /**
   * What `returned`, the object that reads a stream, has made of it once its last chunk was handled; an `undefined`
   * error was not thrown to us. `undefined` if it has parsed nothing. Absent: the helper parses in the callback.
   */
  parsed?(returned: object, args: readonly unknown[]): Parsed | undefined;
}

/** A class: its methods are replaced on the prototype. */
export interface ClassTarget extends Named {
  readonly kind: 'class';
  /**
   * Where a method is replaced: on the prototype as its `own` method (default), on the prototype
   * `declaring` it, even a superclass's, or as an `override` of an inherited one.
   */
  readonly owner?: 'own' | 'declaring' | 'override';
  readonly methods: Readonly<Record<string, AnyMethod | Dispatcher>>;
  /** Methods that have no operation of their own, but know whether an answer fits its schema, or run tools. */
  readonly helpers?: Readonly<Record<string, Helper>>;
  /** What becomes of all its other methods, if a new release may bring some. */
  readonly others?: OtherMethods;
}

/** The methods of a class that are not traced for what they mean. */
export interface OtherMethods {
  /** Those that are meant to have no span. */
  readonly untraced: readonly string[];
  /** A method that nobody has classified: a plain span, if a call of it returns a promise or a stream. */
  method(name: string): AnyMethod;
}

/** A class whose constructor assigns its methods to each instance. */
export interface InstanceTarget extends Named {
  readonly kind: 'instance';
  readonly methods: Readonly<Record<string, AnyMethod | Dispatcher>>;
}

/** A function declaration: its binding is replaced inside the file, so that every importer sees it. */
export interface FunctionTarget extends Named {
  readonly kind: 'function';
  /** Where the exports of a CommonJS file have it, if not at its name, such as `predictions.create`. */
  readonly exported?: string;
  readonly method: AnyMethod | Dispatcher;
}

/** A function declaration that is no operation, but has a part in what the package tells of its own. */
export interface WrappedTarget extends Named {
  readonly kind: 'wrapped';
  /** A target of the same file: versions that have it tell of the function themselves. */
  readonly unless?: string;
  around(tracing: Tracing): (original: AnyFunction) => AnyFunction;
}

/** The static method that helpers call to make a Stainless stream of a response. */
export interface StreamMakerTarget extends Named {
  readonly kind: 'stream-maker';
  readonly method: string;
}

/** The class whose constructor sets up the package's own tracing. */
export interface TracerTarget extends Named {
  readonly kind: 'tracer';
}

/** Anything else: callbacks and processors that the package offers to observers. */
export interface SubscribeTarget {
  readonly kind: 'subscribe';
  /** A local name of the file that `install` gets instead of the exports, as a property. */
  readonly name?: string;
  readonly isLocal?: true;
  /** `exports` are those of the file, or of the module passed to `instrument()`. */
  install(exports: unknown, tracing: FileTracing): void;
}

/** One replacement. */
export type Target =
  | ClassTarget
  | InstanceTarget
  | FunctionTarget
  | WrappedTarget
  | SessionTarget
  | StreamMakerTarget
  | TracerTarget
  | SubscribeTarget;

/** Whether a target is a function declaration, whose binding is replaced. */
export function isFunctionTarget(target: Target): target is FunctionTarget | WrappedTarget {
  return target.kind === 'function' || target.kind === 'wrapped';
}
