// CommonJS: `Module.prototype._compile` compiles every such module, however it is loaded.

import Module from 'node:module';
import { pathToFileURL } from 'node:url';
import { isApiEntry, noteApiCopy } from '../foundation/api-copies.ts';
import { commonJsTailOf, esmTailOf, findFile, MARK, type Loaded } from './rules.ts';

type Compile = (this: unknown, content: string, filename: string, ...rest: unknown[]) => unknown;

/** Appends the statement to known files right before they are compiled. */
export function hookCommonJs(): void {
  const prototype = Module.prototype as unknown as { _compile?: Compile };
  const original = prototype._compile;
  if (typeof original !== 'function') return;
  prototype._compile = function _compile(content, filename, ...rest) {
    const tail = typeof content === 'string' ? tailOf(filename, content, rest[0]) : undefined;
    const isMarked = tail === undefined || content.includes(MARK);
    return original.call(this, isMarked ? content : content + tail, filename, ...rest);
  };
}

/** `require(esm)` also comes here if the synchronous hooks are not used. */
function tailOf(filename: string, content: string, format: unknown): string | undefined {
  return format === 'module'
    ? esmTailOf(pathToFileURL(filename).href, () => content)
    : commonJsTailOf(filename);
}

/** Reports known files that were loaded before the hooks existed, for example by another preload. */
export function handOverLoaded(loaded: Loaded): void {
  for (const [filename, module] of Object.entries(require.cache)) {
    if (module?.loaded !== true) continue;
    if (isApiEntry(filename)) noteApiCopy(module.exports);
    const known = findFile(filename);
    if (known !== undefined) loaded(known.package.name, known.index, module.exports, filename);
  }
}
