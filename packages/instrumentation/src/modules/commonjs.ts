// CommonJS: `Module.prototype._compile` compiles every such module, however it is loaded.

import Module from 'node:module';
import { pathToFileURL } from 'node:url';
import { commonJsTail, esmTail, findFile, MARK, type Loaded } from './rules.ts';

type Compile = (this: unknown, content: string, filename: string, ...rest: unknown[]) => unknown;

/** Appends the statement to known files right before they are compiled. */
export function hookCommonJs(): void {
  const prototype = Module.prototype as unknown as { _compile?: Compile };
  const original = prototype._compile;
  if (typeof original !== 'function') return;
  prototype._compile = function _compile(content, filename, ...rest) {
    const known = typeof content === 'string' ? findFile(filename) : undefined;
    if (known === undefined || content.includes(MARK)) {
      return original.call(this, content, filename, ...rest);
    }
    // `require(esm)` also comes here if the synchronous hooks are not used.
    const isEsm = rest[0] === 'module';
    const tail = isEsm
      ? esmTail(known, pathToFileURL(filename).href)
      : commonJsTail(known, filename);
    return original.call(this, content + tail, filename, ...rest);
  };
}

/** Reports known files that were loaded before the hooks existed, for example by another preload. */
export function handOverLoaded(loaded: Loaded): void {
  for (const [filename, module] of Object.entries(require.cache)) {
    const known = module?.loaded === true ? findFile(filename) : undefined;
    if (known !== undefined) loaded(known.package.name, known.index, module!.exports, filename);
  }
}
