// The contract between this package and adapters of other packages: data and pure functions. An
// adapter never sees a span, a metric or a setting.

import type { NativeTracing } from './native.ts';
import type { FunctionTarget, Target, WrappedTarget } from './target.ts';
import type { Tracing } from './tracing.ts';

/** The version of the contract. */
export const CONTRACT = 1;

/** One file of a package with replacement targets. */
export interface FileRule {
  /** Matches the path inside the package, without extension. */
  readonly file: RegExp;
  /** The replacements in it; for many, a function that is called when the file is loaded. */
  readonly targets:
    | readonly Target[]
    | (() => readonly Exclude<Target, FunctionTarget | WrappedTarget>[]);
}

/** One package. */
export interface PackageRule {
  /** As in `package.json`. */
  readonly name: string;
  /** The versions with a known API, such as `>=1.2 <4`; alternatives after `||`. */
  readonly versions: string;
  /** What is traced, for the documentation. */
  readonly traces?: string;
  readonly files: readonly FileRule[];
}

/** Everything known about one package or a family of packages. */
export interface Adapter {
  readonly contract: typeof CONTRACT;
  /** Its name in settings, documents and reports, such as `google-genai`. */
  readonly name: string;
  readonly packages: readonly PackageRule[];
  /** `gen_ai.provider.name` of the services that it usually calls: their prices are loaded with it. */
  readonly providers?: readonly string[];
  /** Class names of clients, by which `instrument(client)` finds the adapter of a client. */
  readonly clients?: readonly string[];
  /** A path that only this adapter's clients have: for bundles that rename classes. */
  readonly mark?: string;
  /** How the package traces itself. */
  readonly native?: NativeTracing;
  /** Diagnostics channels that only the named tools subscribe to. */
  readonly listeners?: Readonly<Record<string, string>>;
  /** Targets without a module: a global array, a symbol, a channel. Installed by the preload, cheaply. */
  readonly globals?: { install(tracing: Tracing): void };
}

/**
 * Completes and returns `adapter`.
 *
 * @example
 * const gateway = defineAdapter({
 *   name: 'acme-gateway',
 *   packages: [{ name: '@acme/gateway', versions: '>=1 <3', files: [{ file: /^dist\/client$/, targets }] }],
 * });
 */
export function defineAdapter(adapter: Omit<Adapter, 'contract'>): Adapter {
  return { contract: CONTRACT, ...adapter };
}
