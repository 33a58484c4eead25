// Handles a loaded file of a known package: its adapter names what to replace.

import { reach } from '../foundation/first-use.ts';
import { reportOwn } from '../foundation/safely.ts';
import type { Adapter } from '../model/adapter.ts';
import type { Target } from '../model/target.ts';
import { silence } from '../observe/native.ts';
import { watchMaker } from '../observe/stainless/handed-on.ts';
import { tracing } from '../observe/tracing.ts';
import { adapterOf } from './adapters.ts';
import { noteModule } from './facts.ts';
import { targetsOf, type Loaded } from './rules.ts';
import { versionOfPackage } from './manifest.ts';
import { hasApi, isSupported } from './supported.ts';
import { replaceFunction, replaceMethods } from './targets.ts';

type Names = Readonly<Record<string, unknown>>;

/** Replaces the targets of one loaded file; returns replacements for its `locals`. Never throws. */
export const activate: Loaded = (packageName, index, exports, location, locals = {}) => {
  try {
    const adapter = adapterOf(packageName)?.load();
    const known = adapter?.packages.find(({ name }) => name === packageName);
    const rule = known?.files[index];
    if (adapter === undefined || known === undefined || rule === undefined) return undefined;
    const version = versionOfPackage(packageName, location);
    const seen = `${packageName} ${version ?? 'of unknown version'}, ${location}`;
    if (!hasApi()) noteModule(seen, 'not patched: @opentelemetry/api is missing');
    else if (!isSupported(known, version)) noteModule(seen, 'not patched: version not supported');
    else return replaceTargets(targetsOf(rule), exports as Names, locals, adapter, seen);
  } catch (error) {
    noteModule(location, `not patched: ${String(error)}`);
    reportOwn(`patching ${location}`, error);
  }
  return undefined;
};

function replaceTargets(
  targets: readonly Target[],
  exports: Names,
  locals: Names,
  adapter: Adapter,
  seen: string,
): Names {
  reach('target');
  const replaced: Record<string, unknown> = { ...locals };
  for (const target of targets) {
    if (target.kind === 'subscribe') {
      target.install(exports, tracing());
      noteModule(seen, 'subscribed');
      continue;
    }
    const { name } = target;
    const found = ('isLocal' in target || target.kind === 'function' ? locals : exports)[name];
    switch (target.kind) {
      case 'function':
        replaced[name] = replaceFunction(found, target, adapter);
        if (replaced[name] !== found) noteModule(seen, name);
        break;
      case 'stream-maker':
        watchMaker(target, found);
        break;
      case 'tracer':
        if (silence(adapter.native!, found)) noteModule(seen, "silent: the SDK's own tracing");
        break;
      case 'session':
        note(seen, name, socketPatches().patchSocket(prototypeOf(found, name), target, adapter));
        break;
      default:
        note(seen, name, replaceMethods(prototypeOf(found, name), target, adapter));
    }
  }
  return replaced;
}

function note(seen: string, name: string, methods: readonly string[]): void {
  noteModule(seen, `${name}: ${methods.join(', ')}`);
}

function prototypeOf(found: unknown, name: string): object {
  if (typeof found !== 'function') throw new TypeError(`${name} is not a class`);
  return found.prototype as object;
}

/** Loaded with the first class that holds a WebSocket. */
function socketPatches(): typeof import('../observe/sockets/patch-socket.ts') {
  return require('../observe/sockets/patch-socket.js') as typeof import('../observe/sockets/patch-socket.ts');
}
