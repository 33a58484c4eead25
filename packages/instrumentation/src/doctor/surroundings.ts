// What this process is, besides a Node.js program: a package manager, another runtime, a test runner, a server of
// Next.js, a bundle.

import { readFileSync, realpathSync, statSync } from 'node:fs';

const MANAGER =
  /[\\/](?:npm|pnpm|yarn|corepack|node-gyp)[\\/](?:.+[\\/])?(?:np[mx](?:-cli)?|pnp[mx]|yarn(?:pkg)?|corepack|node-gyp)(?:\.[cm]?js)?$|[\\/]yarn-[\d.]+\.[cm]?js$/;
/** Scripts of packages that npm installs. */
const INSTALLING: ReadonlySet<string | undefined> = new Set([
  'preinstall',
  'install',
  'postinstall',
]);
const TEST_RUNNERS =
  /[\\/]node_modules[\\/](?:\.pnpm[\\/].+[\\/])?(vitest|jest|jest-cli|jest-worker)[\\/]/;
const NEXT = /[\\/]node_modules[\\/](?:\.pnpm[\\/].+[\\/])?next[\\/]dist[\\/]/;

/** What bundlers leave in their output. */
const BUNDLERS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['ncc', /__nccwpck_require__/],
  ['webpack', /__webpack_(?:require|modules|module_cache)__/],
  ['rspack', /rspack/],
  ['esbuild', /__commonJS\b|__toESM\b|__export\b|\/\/ node_modules\//],
  ['Rollup', /\/\/#region node_modules|commonjsGlobal/],
];
/** What the SDKs write into requests: it survives a minifier. */
const SDK_MARKS =
  /x-stainless-(?:lang|package-version)|ollama-js\/|generativelanguage\.googleapis\.com|router\.huggingface\.co/i;
const LARGEST = 64e6;

/** The program's file; links are followed. */
export function programFile(): string | undefined {
  const program = process.argv[1];
  if (program === undefined) return undefined;
  try {
    return realpathSync(program);
  } catch {
    return program;
  }
}

/** Whether this process is a package manager or a script that it runs: the application is another one. */
export function isPackageManager(program: string | undefined): boolean {
  const { npm_lifecycle_event: event } = process.env;
  return INSTALLING.has(event) || (program !== undefined && MANAGER.test(program));
}

/** The runtime, if it is not Node.js. */
export function otherRuntime(): 'Bun' | 'Deno' | undefined {
  const { versions } = process as { versions: Readonly<Record<string, string | undefined>> };
  if (versions['bun'] !== undefined) return 'Bun';
  return versions['deno'] === undefined ? undefined : 'Deno';
}

/** The test runner that this process belongs to. */
export function testRunner(program: string | undefined): 'vitest' | 'jest' | undefined {
  const { env } = process;
  const found = TEST_RUNNERS.exec(program ?? '')?.[1];
  if (found === 'vitest' || env['VITEST'] !== undefined) return 'vitest';
  return found !== undefined || env['JEST_WORKER_ID'] !== undefined ? 'jest' : undefined;
}

/** Whether a server of Next.js runs here. */
export function isNext(program: string | undefined): boolean {
  return (
    process.env['NEXT_RUNTIME'] !== undefined ||
    NEXT.test(program ?? '') ||
    Object.keys(require.cache).some((file) => NEXT.test(file))
  );
}

/** The bundler whose output the program is, if an SDK is in it. */
export function bundlerOf(program: string | undefined): string | undefined {
  try {
    if (program === undefined || statSync(program).size > LARGEST) return undefined;
    const text = readFileSync(program, 'utf8');
    if (!SDK_MARKS.test(text)) return undefined;
    return BUNDLERS.find(([, mark]) => mark.test(text))?.[0] ?? 'a bundler';
  } catch {
    return undefined;
  }
}
