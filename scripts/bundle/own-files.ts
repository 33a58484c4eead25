// Puts our own modules into three files: what the preload loads, what the first LLM SDK makes it load, and the rest.
// Each module stays one module: whatever is in another file is asked for there.

import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { OPTIONS } from './options.ts';

/** The file that the preload loads. */
const PRELOAD = 'preload.js';
/** The file that it loads with the first LLM SDK. */
export const MAIN = 'main.js';
/** The file with what few applications use. */
const LATER = 'later.js';
/** The file of the OpenTelemetry SDK, and its module here. */
export const SDK = ['otel-sdk.js', 'foundation/otel-sdk.ts'] as const;

/** The entries of the package: they stay files. */
export const ENTRIES = ['register', 'hooks', 'index', 'adapter'];
/** They, and what adapters do before any package is loaded. */
const PRELOADS = ['register.ts', 'hooks.ts', 'sdks/ai/early.ts', 'sdks/openai-agents/early.ts'];
/** What the OpenTelemetry SDK asks for. */
const BESIDE_SDK = ['foundation/known-files.ts', 'foundation/sdk-api.ts'];
/** What a call of the usual SDKs needs. */
const USUAL = [
  ...BESIDE_SDK,
  'call-log/call-log.ts',
  'modules/activate.ts',
  'otlp/destination.ts',
  'otlp/lean.ts',
  'otlp/outlet.ts',
  'parts.ts',
  'sdks/anthropic/classes.ts',
  'sdks/anthropic/index.ts',
  'sdks/openai/classes.ts',
  'sdks/openai/index.ts',
  'start.ts',
];

type Modules = ReadonlySet<string>;
/** A file that is written: which modules are in it, by their paths below the source. */
export type Parts = Readonly<Record<string, Modules>>;

/** Bundles the modules of `source` into files in `folder`; returns which modules are in which file. */
export async function bundleOwnFiles(source: string, folder: string): Promise<Parts> {
  const entries = ENTRIES.map((name) => `${name}.ts`);
  const preload = without(await closureOf(source, PRELOADS), entries);
  const main = without(await closureOf(source, USUAL), preload);
  const imports = await importsFrom(source, entries);
  const parts: Parts = {
    [PRELOAD]: preload,
    [MAIN]: main,
    [LATER]: without(new Set(imports.keys()), [...entries, ...preload, ...main]),
    [SDK[0]]: new Set([SDK[1]]),
  };
  const asked = askedFor(imports, parts);
  for (const file of [PRELOAD, MAIN, LATER]) {
    const names = [...parts[file]!].filter((name) => asked.has(name));
    const contents = file === LATER ? whenAsked(names) : eagerly(names);
    await writePart(source, folder, file, parts, contents);
  }
  return parts;
}

/** The modules that one of another file imports, or that are required later. */
function askedFor(imports: ReadonlyMap<string, readonly Import[]>, parts: Parts): Modules {
  const fileOf = (name: string): string | undefined =>
    Object.keys(parts).find((file) => parts[file]!.has(name));
  const asked = [...imports].flatMap(([importer, all]) =>
    all.filter(({ name, isLater }) => isLater || fileOf(name) !== fileOf(importer)),
  );
  return new Set([...BESIDE_SDK, ...asked.map(({ name }) => name)]);
}

/** The code that gives a module of one of the files; that of the OpenTelemetry SDK is one module. */
export function moduleIn(file: string, name: string): string {
  if (file === SDK[0]) return `require('./${file}')`;
  return `require('./${file}')[${JSON.stringify(name)}]()`;
}

/** The modules, and what they import, run at once: as one function they are compiled once. */
function eagerly(names: readonly string[]): string {
  return names
    .map((name, at) => `import * as m${at} from './${name}'; exports['${name}'] = () => m${at};`)
    .join('\n');
}

function whenAsked(names: readonly string[]): string {
  return names.map((name) => `exports['${name}'] = () => require('./${name}');`).join('\n');
}

async function writePart(
  source: string,
  folder: string,
  file: string,
  parts: Parts,
  contents: string,
): Promise<void> {
  await build({
    ...OPTIONS,
    stdin: { contents, resolveDir: source },
    outfile: path.join(folder, file),
    external: Object.keys(parts).map((name) => `./${name}`),
    plugins: [asking(source, file, parts)],
  });
}

/**
 * Modules of other files are asked for there. So are those of an eager file that it requires later: bundled as a
 * `require` they would each be a function.
 */
function asking(source: string, own: string, parts: Parts): Plugin {
  return {
    name: 'modules of other files',
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /^\./ }, ({ kind, path: asked, resolveDir, namespace }) => {
        const name = nameOf(source, path.join(resolveDir, asked.replace(/\.js$/, '.ts')));
        const file = Object.keys(parts).find((part) => parts[part]!.has(name));
        if (namespace === 'asked' || file === undefined) return undefined;
        const isLazy = kind === 'require-call' && own !== LATER;
        return file !== own || isLazy
          ? { path: name, namespace: 'asked', pluginData: file }
          : undefined;
      });
      onLoad({ filter: /./, namespace: 'asked' }, ({ path: name, pluginData: file }) => ({
        contents: `module.exports = ${moduleIn(file as string, name)};`,
        loader: 'js',
      }));
    },
  };
}

/** What `entries` load at once. */
async function closureOf(source: string, entries: readonly string[]): Promise<Modules> {
  return new Set((await importsFrom(source, entries, [notYet])).keys());
}

/** One import of a module. */
interface Import {
  readonly name: string;
  readonly isLater: boolean;
}

/** What `entries`, and the modules that they import, import of ours. */
async function importsFrom(
  source: string,
  entries: readonly string[],
  plugins: readonly Plugin[] = [],
): Promise<ReadonlyMap<string, readonly Import[]>> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: entries.map((name) => path.join(source, name)),
    outdir: 'unused',
    write: false,
    metafile: true,
    external: ['*/otel-sdk.js'],
    plugins: [...plugins],
  });
  const toName = (file: string): string => nameOf(source, path.resolve(file));
  return new Map(
    Object.entries(metafile.inputs).map(([input, { imports }]) => [
      toName(input),
      imports
        .filter(({ external }) => external !== true)
        .map(({ path: file, kind }) => ({ name: toName(file), isLater: kind === 'require-call' })),
    ]),
  );
}

const notYet: Plugin = {
  name: 'what is required later',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ kind, path: asked }) =>
      kind === 'require-call' ? { path: asked, external: true } : undefined,
    ),
};

function without(modules: Modules, others: Iterable<string>): Modules {
  const left = new Set(modules);
  for (const name of others) left.delete(name);
  return left;
}

function nameOf(source: string, file: string): string {
  return path.relative(source, file).replaceAll(path.sep, '/');
}
