// Handles a loaded file of a known package: its adapter names what to replace.

import { reach } from '../foundation/first-use.ts';
import { reportOwn, safelyAlone } from '../foundation/safely.ts';
import type { Adapter } from '../model/adapter.ts';
import {
  type ClassTarget,
  type InstanceTarget,
  isFunctionTarget,
  type Target,
} from '../model/target.ts';
import { silence } from '../observe/native.ts';
import { watchMaker } from '../observe/stainless/handed-on.ts';
import { adapterOf } from './adapters.ts';
import { noteLoaded, noteProblem, noteTarget, noteUnclassified, type LoadedFile } from './facts.ts';
import { fileTracing } from './file-tracing.ts';
import { loadTables } from '../telemetry/pricing.ts';
import { targetsOf, type Loaded } from './rules.ts';
import { versionOfPackage } from './manifest.ts';
import { hasApi, isSupported } from './supported.ts';
import { replaceFunction, replaceMethods, replaceWrapped, unclassifiedIn } from './targets.ts';

type Names = Readonly<Record<string, unknown>>;

/** Replaces the targets of one loaded file; returns replacements for its `locals`. Never throws. */
export const activate: Loaded = (packageName, index, exports, location, locals = {}) => {
  let file: LoadedFile = { packageName, version: undefined, location };
  try {
    const adapter = adapterOf(packageName)?.load();
    const known = adapter?.packages.find(({ name }) => name === packageName);
    const rule = known?.files[index];
    if (adapter === undefined || known === undefined || rule === undefined) return undefined;
    const version = versionOfPackage(packageName, location);
    file = { packageName, version, location };
    if (!hasApi()) noteProblem(file, '@opentelemetry/api is missing');
    else if (!isSupported(known, version)) {
      noteProblem(file, `the supported versions are ${known.versions}`);
    } else return replaceTargets(targetsOf(rule), exports as Names, locals, adapter, file);
  } catch (error) {
    noteProblem(file, String(error));
    reportOwn(`patching ${location}`, error);
  }
  return undefined;
};

function replaceTargets(
  targets: readonly Target[],
  exports: Names,
  locals: Names,
  adapter: Adapter,
  file: LoadedFile,
): Names {
  reach('target');
  noteLoaded(file);
  safelyAlone('loading prices', () => loadTables(adapter.providers ?? []));
  const replaced: Record<string, unknown> = { ...locals };
  for (const target of targets) {
    if (target.kind === 'subscribe') {
      target.install(target.isLocal === true ? locals : exports, fileTracing(adapter));
      noteTarget(file, 'its own channel');
      continue;
    }
    const { name } = target;
    const found = ('isLocal' in target || isFunctionTarget(target) ? locals : exports)[name];
    if (found === undefined && 'isOptional' in target) continue;
    switch (target.kind) {
      case 'function':
        replaced[name] = replaceFunction(found, target, adapter);
        if (replaced[name] !== found) noteTarget(file, name);
        break;
      case 'wrapped':
        if (target.unless !== undefined && locals[target.unless] !== undefined) break;
        replaced[name] = replaceWrapped(found, target, adapter);
        noteTarget(file, name);
        break;
      case 'stream-maker':
        watchMaker(target, found);
        break;
      case 'tracer':
        if (silence(adapter.native!, found)) noteTarget(file, "silent: the SDK's own tracing");
        break;
      case 'session':
        note(file, name, socketPatches().patchSocket(prototypeOf(found, name), target, adapter));
        break;
      default:
        replaceClass(prototypeOf(found, name), target, adapter, file);
    }
  }
  return replaced;
}

function replaceClass(
  prototype: object,
  target: ClassTarget | InstanceTarget,
  adapter: Adapter,
  file: LoadedFile,
): void {
  const { name } = target;
  if (target.kind === 'class') {
    for (const method of unclassifiedIn(prototype, target)) {
      noteUnclassified(file, `${name}.${method}`);
    }
  }
  note(file, name, replaceMethods(prototype, target, adapter));
}

function note(file: LoadedFile, name: string, methods: readonly string[]): void {
  for (const method of methods) noteTarget(file, `${name}.${method}`);
}

function prototypeOf(found: unknown, name: string): object {
  if (typeof found !== 'function') throw new TypeError(`${name} is not a class`);
  return found.prototype as object;
}

/** Loaded with the first class that holds a WebSocket. */
function socketPatches(): typeof import('../observe/sockets/patch-socket.ts') {
  return require('../observe/sockets/patch-socket.js') as typeof import('../observe/sockets/patch-socket.ts');
}
