// The program that makes every call of a data file in every way: an ES module that loads the package as it is told.

import type { AdapterData } from './adapter-data.ts';

const PROCESS = new URL('adapter-process.ts', import.meta.url).href;

/** Its source. Its first argument is the path of the data file. */
export function sourceOf({ package: name }: AdapterData, format: 'cjs' | 'esm'): string {
  const load =
    format === 'esm'
      ? `globalThis.sdk = await import('${name}');`
      : `import { createRequire } from 'node:module'; globalThis.sdk = createRequire(import.meta.url)('${name}');`;
  return `${load} import(${JSON.stringify(PROCESS)});`;
}
