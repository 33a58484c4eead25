// Where to look for a package that the application installs.

import { createRequire } from 'node:module';
import path from 'node:path';

/** From the program, from the working directory, and from beside this package. */
export function applicationRequires(): readonly NodeJS.Require[] {
  const program = createRequire(path.resolve(process.argv[1] ?? 'index.js'));
  const own = ownRequire();
  return [program, createRequire(path.resolve('index.js')), ...(own === undefined ? [] : [own])];
}

/**
 * From beside this package; `undefined` in a bundle without files. Not `require` itself:
 * bundlers warn of calls they cannot resolve.
 */
export function ownRequire(): NodeJS.Require | undefined {
  try {
    return createRequire(__filename);
  } catch {
    return undefined;
  }
}
