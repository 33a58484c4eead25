// A program that makes one call of every class that a version of an SDK has.

import { pathToFileURL } from 'node:url';

/** Where such a program finds its SDK. */
interface SdkEntry {
  /** The class of its clients, an export and the default one. */
  readonly className: string;
  /** The file of its CommonJS build. */
  readonly file: string;
}

/**
 * The program for each format. It prints the names of the calls that it made, as JSON.
 *
 * @param calls - calls of a client by the names of their spans
 * @param variables - statements whose names the calls use
 */
export function callsOfEachClass(
  { className, file }: SdkEntry,
  calls: Readonly<Record<string, string>>,
  variables: string,
): Readonly<Record<'cjs' | 'esm', string>> {
  const guarded = Object.entries(calls).map(([name, call]) => {
    const path = call.slice(0, call.indexOf('('));
    return `if (has('${path}')) { names.push('${name}'); await client.${call}; }`;
  });
  const body = `
  const client = new ${className}();
  ${variables}
  const names = [];
  const has = (path) => path.split('.').reduce((at, key) => at?.[key], client) !== undefined;
  ${guarded.join('\n  ')}
  console.log(JSON.stringify(names));`;
  const url = pathToFileURL(file.replace(/js$/, 'mjs')).href;
  return {
    cjs: `const { ${className} } = require(${JSON.stringify(file)}); (async () => {${body}})();`,
    esm: `import ${className} from ${JSON.stringify(url)}; ${body}`,
  };
}
