// ES modules: the synchronous hooks where they are safe, the loader thread elsewhere.

import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { esmTailOf, MARK } from './rules.ts';

/** What a load hook returns. */
export interface LoadResult {
  format?: string | null | undefined;
  source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined;
}

/** Appends the statement to the known files among all ES modules. */
export function hookEsm(): void {
  if (hasSafeSynchronousHooks(process.versions.node)) {
    Module.registerHooks({
      load: (url, context, nextLoad) => withTail(url, nextLoad(url, context)) as never,
    });
  } else {
    Module.register('./loader-thread.js', pathToFileURL(path.join(__dirname, 'esm.js')));
  }
}

/** `result` itself, unless it is the source of a known file, or of a copy of OpenTelemetry's API. */
export function withTail<T extends LoadResult>(url: string, result: T): T {
  if (result.format !== 'module' || result.source == null) return result;
  const { source } = result;
  // An asynchronous loader returns bytes.
  const read = (): string =>
    typeof source === 'string' ? source : new TextDecoder().decode(source);
  const tail = esmTailOf(url, read);
  if (tail === undefined) return result;
  const text = read();
  return text.includes(MARK) ? result : { ...result, source: text + tail };
}

/**
 * Before these versions a load hook breaks the `require` of ES modules below an imported CommonJS
 * package, even if it changes nothing (nodejs/node 59929).
 */
function hasSafeSynchronousHooks(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (typeof Module.registerHooks !== 'function') return false;
  if (major >= 26) return true;
  if (major === 25) return minor >= 1;
  if (major === 24) return minor > 11 || (minor === 11 && patch >= 1);
  return major === 22 && (minor > 22 || (minor === 22 && patch >= 3));
}
