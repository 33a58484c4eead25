// The program that makes every call of a data file in every way: an ES module that loads the package as it is told.

import type { AdapterData } from './adapter-data.ts';

const PROCESS = new URL('adapter-process.ts', import.meta.url).href;

/** Its source. Its first argument is the path of the data file. */
export function sourceOf(data: AdapterData, format: 'cjs' | 'esm'): string {
  return `${loadOf(data, format)} import(${JSON.stringify(PROCESS)});`;
}

/** Code that loads the package as `globalThis.sdk`. */
export function loadOf({ package: name }: AdapterData, format: 'cjs' | 'esm'): string {
  return format === 'esm'
    ? `globalThis.sdk = await import('${name}');`
    : `import { createRequire } from 'node:module'; globalThis.sdk = createRequire(import.meta.url)('${name}');`;
}
