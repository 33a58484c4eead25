// Which files of which packages are touched, and the statement that is appended to them.
// Plain data and text: the loader thread uses it as well as the main thread.

import type { Adapter, FileRule, PackageRule } from '../model/adapter.ts';
import { type FunctionTarget, isFunctionTarget, type Target } from '../model/target.ts';
import { adapterOf, mayBeKnown } from './adapters.ts';
import { noteStranger } from './facts.ts';
import { API_PACKAGE, isApiEntry } from '../foundation/api-copies.ts';
import { manifestAbove, toFile } from './manifest.ts';
import { STRANGERS } from './strangers.ts';

/** A recognised file. */
export interface KnownFile {
  readonly adapter: Adapter;
  readonly package: PackageRule;
  /** The index of its rule in the package. */
  readonly index: number;
}

/**
 * Called by a known file after its evaluation. `locals` are the file's own variables: the returned
 * values replace them.
 */
export type Loaded = (
  packageName: string,
  index: number,
  exports: unknown,
  location: string,
  locals?: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>> | undefined;

/**
 * A source that has the statement has this text in it, so that it is appended once, also where another tool has printed the
 * source anew, without comments.
 */
export const MARK = 'llm-otel.loaded';

/** The `globalThis` symbol of the function that loaded files call. */
export const LOADED = Symbol.for(MARK);

const NODE_MODULES = '/node_modules/';

/** A bundle exports at its end. */
const EXPORTS_LENGTH = 100_000;

/** Recognises a file by its path or URL; `undefined` for every other file. */
export function findFile(location: string): KnownFile | undefined {
  const path = withoutQuery(location).replaceAll('\\', '/');
  const start = path.lastIndexOf(NODE_MODULES) + NODE_MODULES.length;
  if (start >= NODE_MODULES.length) {
    const segments = path.slice(start).split('/');
    const name = segments.splice(0, segments[0]?.startsWith('@') ? 2 : 1).join('/');
    if (adapterOf(name) !== undefined) return ruleOf(name, segments.join('/'));
    if (STRANGERS.has(name)) noteStranger(name);
  }
  return mayBeKnown(path) ? findByManifest(location) : undefined;
}

/** An alias, or a package that is linked from elsewhere. */
function findByManifest(location: string): KnownFile | undefined {
  const { name, folder } = manifestAbove(location) ?? {};
  if (name === undefined || folder === undefined || adapterOf(name) === undefined) return undefined;
  const inside = toFile(location).slice(folder.length + 1);
  return ruleOf(name, inside.replaceAll('\\', '/'));
}

/** The rule for the file at `inside` of a package. */
function ruleOf(name: string, inside: string): KnownFile | undefined {
  const adapter = adapterOf(name)?.load();
  const rule = adapter?.packages.find((candidate) => candidate.name === name);
  if (adapter === undefined || rule === undefined) return undefined;
  const path = inside.replace(/\.[mc]?js$/, '');
  const index = rule.files.findIndex(({ file }) => file.test(path));
  return index < 0 ? undefined : { adapter, package: rule, index };
}

/** The targets of a file. */
export function targetsOf({ targets }: FileRule): readonly Target[] {
  return typeof targets === 'function' ? targets() : targets;
}

/** The statement that passes on the namespace of an ES module, if that is known. It imports the module itself. */
export function esmTailOf(url: string, source: () => string): string | undefined {
  if (isApiEntry(url))
    return noting(`import*as __llm_otel from ${JSON.stringify(url)};`, '__llm_otel');
  const known = findFile(url);
  return known && esmTail(known, url, source);
}

/** The statement that passes on the exports of a CommonJS module, if that is known. */
export function commonJsTailOf(filename: string): string | undefined {
  if (isApiEntry(filename)) return noting('', 'module.exports');
  const known = findFile(filename);
  return known && commonJsTail(known, filename);
}

function noting(imported: string, exports: string): string {
  const call = `globalThis[Symbol.for("${MARK}")](${JSON.stringify(API_PACKAGE)},0,${exports},"")`;
  return `\n;${imported}try{${call}}catch{}`;
}

function esmTail(known: KnownFile, url: string, source: () => string): string {
  const { locals, functions } = namesIn(known);
  const inFile = (name: string): string =>
    functions.some((target) => target.name === name && target.isRenamed === true)
      ? nameInFile(source(), name)
      : name;
  const rebound = functions
    .map(({ name }) => ifThere(inFile(name), `${inFile(name)}=__llm_otel_new.${name};`))
    .join('');
  const own = locals.map((name) => [name, inFile(name)] as const);
  return `\n;import*as __llm_otel from ${JSON.stringify(url)};${tried(known, '__llm_otel', url, own, rebound)}`;
}

/** The file's own name for what it exports as `name`, by its last statement that says so. */
function nameInFile(source: string, name: string): string {
  const renamed = new RegExp(String.raw`[{,\s]([\w$]+)\s+as\s+${name}\s*[,}]`, 'g');
  return [...source.slice(-EXPORTS_LENGTH).matchAll(renamed)].at(-1)?.[1] ?? name;
}

function commonJsTail(known: KnownFile, filename: string): string {
  const { locals, functions } = namesIn(known);
  const rebound = functions.map(commonJsRebound).join('');
  const own = locals.map((name) => [name, name] as const);
  return `\n;${tried(known, 'module.exports', filename, own, rebound)}`;
}

type NamedFunction = Pick<FunctionTarget, 'name' | 'exported' | 'isRenamed'>;

/** CommonJS exports copies: those equal to this function. One that is a getter follows the binding and cannot be set. */
function commonJsRebound({ name, exported = name }: NamedFunction): string {
  const [key, ...path] = exported.split('.').toReversed();
  const holder = ['module.exports', ...path.toReversed()].join('.');
  const value = `__llm_otel_new.${name}`;
  const copied = `if(Object.hasOwn(${holder},"${key}")&&${holder}.${key}===${name})Reflect.set(${holder},"${key}",${value});`;
  return ifThere(name, `${copied}${name}=${value};`);
}

/** Only some versions have an optional function. An assignment to another name would fail, or make a global. */
function ifThere(name: string, statements: string): string {
  return `if(typeof ${name}!="undefined"){${statements}}`;
}

/** A file with many targets has no functions and no locals: the targets are not loaded for it. */
function namesIn({ package: { files }, index }: KnownFile): {
  readonly locals: readonly string[];
  readonly functions: readonly NamedFunction[];
} {
  const { targets } = files[index]!;
  if (typeof targets === 'function') return { locals: [], functions: [] };
  const functions = targets.filter(isFunctionTarget);
  const locals = targets.filter((target) => 'isLocal' in target || isFunctionTarget(target));
  return { locals: [...new Set(locals.map(nameOf))], functions };
}

function nameOf(target: Target): string {
  return 'name' in target ? (target.name ?? '') : '';
}

function tried(
  { package: { name }, index }: KnownFile,
  exports: string,
  location: string,
  locals: readonly (readonly [name: string, inFile: string])[],
  rebound: string,
): string {
  const own = locals
    .map(([local, inFile]) => `${local}:typeof ${inFile}=="undefined"?void 0:${inFile}`)
    .join(',');
  const args = [JSON.stringify(name), String(index), exports, JSON.stringify(location)];
  if (locals.length > 0) args.push(`{${own}}`);
  const call = `globalThis[Symbol.for("${MARK}")](${args.join(',')})`;
  return rebound === ''
    ? `try{${call}}catch{}`
    : `try{let __llm_otel_new=${call};if(__llm_otel_new){${rebound}}}catch{}`;
}

function withoutQuery(location: string): string {
  const end = location.search(/[?#]/);
  return end < 0 ? location : location.slice(0, end);
}
