// Where all meets: a module of an SDK has been loaded, its adapter is fetched, its classes patched.

import { SDKS } from '../sdks/index.ts';
import type { NativeTracing } from '../model/adapter.ts';
import { watchMaker } from '../observe/stainless/handed-on.ts';
import { silence } from '../observe/native.ts';
import { patchPrototype } from '../observe/patch.ts';
import { report } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
import { noteModule } from './facts.ts';
import { hasApi, isSupported, versionOfPackage } from './supported.ts';

type Exports = Record<string, unknown>;

/**
 * Patches the class of one loaded file. Never throws.
 *
 * @param module name of the package
 * @param file name that the adapter gives to the file
 * @param exports what the file exports
 * @param location path or `file:` URL of the file
 */
export function activate(module: string, file: string, exports: unknown, location: string): void {
  try {
    const sdk = SDKS.find((candidate) => candidate.module === module);
    if (sdk === undefined) return;
    const version = versionOfPackage(module, location);
    const seen = `${module} ${version ?? 'of unknown version'}, ${location}`;
    if (!hasApi()) return noteModule(seen, 'not patched: @opentelemetry/api is missing');
    if (!isSupported(sdk, version)) return noteModule(seen, 'not patched: version not supported');
    const adapter = sdk.load();
    if (file === adapter.native?.file) return silenceIn(adapter.native, exports, seen);
    if (file === adapter.streamMaker?.file) {
      watchMaker(adapter.streamMaker, (exports as Exports)[adapter.streamMaker.className]);
      return;
    }
    const target = adapter.classes[file] ?? adapter.sockets?.[file];
    if (target === undefined) return;
    reach('target');
    const prototype = prototypeOf((exports as Exports)[target.name], target.name);
    const methods =
      'methods' in target
        ? patchPrototype(prototype, target, adapter)
        : socketPatches().patchSocket(prototype, target, adapter);
    noteModule(seen, `${target.name}: ${methods.join(', ')}`);
  } catch (error) {
    noteModule(location, `not patched: ${String(error)}`);
    report(`patching ${location}`, error);
  }
}

function silenceIn(native: NativeTracing, exports: unknown, seen: string): void {
  const found = (exports as Exports)[native.className];
  if (silence(native, found)) noteModule(seen, "silent: the SDK's own tracing");
}

function prototypeOf(found: unknown, name: string): object {
  if (typeof found !== 'function') throw new TypeError(`${name} is not a class`);
  return found.prototype as object;
}

/** Loaded with the first class that holds a WebSocket. */
function socketPatches(): typeof import('../observe/sockets/patch-socket.ts') {
  return require('../observe/sockets/patch-socket.js') as typeof import('../observe/sockets/patch-socket.ts');
}
