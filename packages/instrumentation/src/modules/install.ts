// Installs the hooks, once per process or worker thread. Loads nothing of OpenTelemetry.

import { isInternalThread } from 'node:worker_threads';
import { API_PACKAGE, noteApiCopy } from '../foundation/api-copies.ts';
import { isDisabled } from '../settings/settings.ts';
import { handOverLoaded, hookCommonJs } from './commonjs.ts';
import { hookEsm } from './esm.ts';
import { say } from '../foundation/say.ts';
import { LOADED, type Loaded } from './rules.ts';

const OLDEST_NODE = [22, 15] as const;

/**
 * Makes every known file call `loaded`. Does nothing if telemetry is off, in Node's own
 * loader thread, on an unsupported Node, or the second time; returns whether it did.
 * Never throws.
 */
export function installHooks(loaded: Loaded): boolean {
  try {
    const global = globalThis as { [LOADED]?: Loaded };
    if (isInternalThread || global[LOADED] !== undefined || isDisabled()) {
      return false;
    }
    if (isTooOld(process.versions.node)) {
      say(
        `needs Node.js ${OLDEST_NODE.join('.')} or newer and stays inactive on ${process.versions.node}`,
      );
      return false;
    }
    const passOn: Loaded = (name, index, exports, ...rest) =>
      name === API_PACKAGE ? void noteApiCopy(exports) : loaded(name, index, exports, ...rest);
    Object.defineProperty(globalThis, LOADED, { value: passOn });
    hookCommonJs();
    hookEsm();
    handOverLoaded(loaded);
    return true;
  } catch (error) {
    say(`could not install its hooks and stays inactive: ${String(error)}`);
    return false;
  }
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}
