// The contract between this package and what describes another package: data and pure functions. An
// adapter never sees a span, a metric or a setting.

import type { NativeTracing } from './native.ts';
import type { FunctionTarget, Target } from './target.ts';
import type { Tracing } from './tracing.ts';

/** The version of the contract. */
export const CONTRACT = 1;

/** One file of a package in which something is replaced. */
export interface FileRule {
  /** Matches the path inside the package, without extension. */
  readonly file: RegExp;
  /** What is replaced in it; a function where that is much, which is called when the file is loaded. */
  readonly targets: readonly Target[] | (() => readonly Exclude<Target, FunctionTarget>[]);
}

/** One package. */
export interface PackageRule {
  /** As in `package.json`. */
  readonly name: string;
  /** The versions whose surface is known, such as `>=1.2 <4`; alternatives after `||`. */
  readonly versions: string;
  /** What of it is traced, for the documents. */
  readonly traces?: string;
  readonly files: readonly FileRule[];
}

/** All that is known of one package, or of a family of packages. */
export interface Adapter {
  readonly contract: typeof CONTRACT;
  /** Its name in settings, documents and reports, such as `google-genai`. */
  readonly name: string;
  readonly packages: readonly PackageRule[];
  /** Names of the classes of clients, by which `instrument(client)` knows whose client it holds. */
  readonly clients?: readonly string[];
  /** A path from a client that no other adapter's clients have: for bundles that rename classes. */
  readonly mark?: string;
  /** Where the package traces itself. */
  readonly native?: NativeTracing;
  /** Diagnostics channels of the package that only the named tools listen to. */
  readonly listeners?: Readonly<Record<string, string>>;
  /** What needs no module at all: a global array, a symbol, a channel. Installed by the preload, cheaply. */
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
