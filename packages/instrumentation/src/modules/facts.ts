// What became of each version of an SDK: the doctor's facts.

import path from 'node:path';
import { processState } from '../foundation/process-state.ts';
import { manifestAbove, toFile } from './manifest.ts';

/** One version of a package, or a part of it that is treated differently. */
export interface SdkFact {
  /** Name and version. */
  readonly sdk: string;
  /** Why it is not traced; absent if it is. */
  readonly problem?: string | undefined;
  /** The classes and functions that are traced. */
  readonly targets: Set<string>;
  /** Those of them that nobody has classified. */
  readonly unclassified: Set<string>;
  /** The folders of its copies. */
  readonly folders: Set<string>;
}

/** A loaded file of an SDK. */
export interface LoadedFile {
  readonly packageName: string;
  readonly version: string | undefined;
  readonly location: string;
}

const facts = processState<{ bySdk: Map<string, SdkFact> }>('sdk-facts', () => ({
  bySdk: new Map(),
}));
const strangers = processState<{ names: Set<string> }>('strangers', () => ({ names: new Set() }));

/** Stores that a file of an SDK is loaded. */
export function noteLoaded(file: LoadedFile): void {
  factOf(file);
}

/** Stores that `instrument()` traces `target`. */
export function noteByHand(adapterName: string, target: string): void {
  factFor(`${adapterName} by instrument()`).targets.add(target);
}

/** Stores that `target` of a file is traced. */
export function noteTarget(file: LoadedFile, target: string): void {
  factOf(file).targets.add(target);
}

/** Stores that `method` of a file is traced, which nobody has classified. */
export function noteUnclassified(file: LoadedFile, method: string): void {
  factOf(file).unclassified.add(method);
}

/** The same for one that `instrument()` traces. */
export function noteUnclassifiedByHand(adapterName: string, method: string): void {
  factFor(`${adapterName} by instrument()`).unclassified.add(method);
}

/** Stores why a file is not traced. */
export function noteProblem(file: LoadedFile, problem: string): void {
  factOf(file, problem);
}

/** Each version once, in the order of loading. */
export function notedSdks(): readonly SdkFact[] {
  return [...facts.bySdk.values()];
}

/** Stores that a package without an adapter is loaded, if the doctor knows what to say of it. */
export function noteStranger(name: string): void {
  strangers.names.add(name);
}

/** The names of these packages. */
export function notedStrangers(): readonly string[] {
  return [...strangers.names];
}

function factOf({ packageName, version, location }: LoadedFile, problem?: string): SdkFact {
  const fact = factFor(`${packageName} ${version ?? 'of unknown version'}`, problem);
  fact.folders.add(manifestAbove(location)?.folder ?? path.dirname(toFile(location)));
  return fact;
}

function factFor(sdk: string, problem?: string): SdkFact {
  const key = `${sdk} ${problem ?? ''}`;
  let fact = facts.bySdk.get(key);
  if (fact === undefined) {
    fact = { sdk, problem, targets: new Set(), unclassified: new Set(), folders: new Set() };
    facts.bySdk.set(key, fact);
  }
  return fact;
}
