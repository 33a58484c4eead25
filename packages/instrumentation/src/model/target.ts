// What is replaced in a file of a package.

import type { AnyMethod } from './method.ts';
import type { SessionTarget } from './session.ts';
import type { Tracing } from './tracing.ts';

/** Where `instrument()` finds a target in what an application holds. */
export interface Reach {
  /** The path from a module's exports, such as `OpenAI.Chat.Completions`. */
  readonly module?: string;
  /** The path from a client to an instance, such as `chat.completions`; empty for the client itself. */
  readonly client?: string;
}

interface Named {
  /** The export of the file. */
  readonly name: string;
  /** It is no export: a name of the file's own. */
  readonly isLocal?: true;
  readonly reach?: Reach;
}

/** A class: its methods are replaced on the prototype. */
export interface ClassTarget extends Named {
  readonly kind: 'class';
  /**
   * Where a method is replaced: on the prototype if it is its `own` (the default), on the prototype that is
   * `declaring` it, be it that of a superclass, or by an `override` over an inherited one.
   */
  readonly owner?: 'own' | 'declaring' | 'override';
  readonly methods: Readonly<Record<string, AnyMethod>>;
}

/** A class whose constructor assigns its methods to each instance. */
export interface InstanceTarget extends Named {
  readonly kind: 'instance';
  readonly methods: Readonly<Record<string, AnyMethod>>;
}

/** A function declaration: its binding is replaced inside the file, so that every importer sees it. */
export interface FunctionTarget extends Named {
  readonly kind: 'function';
  readonly method: AnyMethod;
}

/** The static method with which helpers make a Stainless stream of a response themselves. */
export interface StreamMakerTarget extends Named {
  readonly kind: 'stream-maker';
  readonly method: string;
}

/** The class whose constructor sets up the package's own tracing. */
export interface TracerTarget extends Named {
  readonly kind: 'tracer';
}

/** Whatever else: callbacks and processors that the package offers to its observers. */
export interface SubscribeTarget {
  readonly kind: 'subscribe';
  /** `exports` are those of the file, or the module that `instrument()` is given. */
  install(exports: unknown, tracing: Tracing): void;
}

/** One thing that is replaced. */
export type Target =
  | ClassTarget
  | InstanceTarget
  | FunctionTarget
  | SessionTarget
  | StreamMakerTarget
  | TracerTarget
  | SubscribeTarget;
