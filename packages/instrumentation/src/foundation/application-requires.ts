// Where to look for a package that the application installs.

import { createRequire } from 'node:module';
import path from 'node:path';

/** Resolves from the program, the working directory, and this package's location. */
export function applicationRequires(): readonly NodeJS.Require[] {
  const program = createRequire(path.resolve(process.argv[1] ?? 'index.js'));
  const own = ownRequire();
  return [program, createRequire(path.resolve('index.js')), ...(own === undefined ? [] : [own])];
}

/**
 * Resolves from this package; `undefined` in a bundle without file names. Not `require` itself:
 * bundlers warn about calls that they cannot resolve.
 */
export function ownRequire(): NodeJS.Require | undefined {
  try {
    return createRequire(__filename);
  } catch {
    return undefined;
  }
}
