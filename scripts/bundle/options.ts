// How files are bundled: for Node.js, as CommonJS, with names that a stack trace shows.

import type { BuildOptions } from 'esbuild';

/** Of every bundle. Packages stay outside. */
export const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  packages: 'external',
  // `sideEffects` in package.json names the files that are published: every import counts here.
  ignoreAnnotations: true,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;
