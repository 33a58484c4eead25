// Which files of which packages are touched, and the statement that is appended to them.
// Plain data and text: the loader thread uses it as well as the main thread.

import { SDKS, type Sdk } from '../sdks/index.ts';

/** A file of an SDK that has been recognised. */
export interface KnownFile {
  readonly sdk: Sdk;
  /** The name that the adapter gives to the file. */
  readonly file: string;
}

/** What a known file calls when it has been evaluated. */
export type Loaded = (module: string, file: string, exports: unknown, location: string) => void;

/** Under this symbol of `globalThis` stands what a loaded file calls. */
export const LOADED = Symbol.for('llm-otel.loaded');

/** Found in every source that has the statement, so that it is appended once. */
export const MARK = '/*llm-otel*/';

const byModule = new Map(SDKS.map((sdk) => [sdk.module, sdk]));
const NODE_MODULES = '/node_modules/';

/** Recognises a file by its path or URL; `undefined` for every other file. */
export function findFile(location: string): KnownFile | undefined {
  if (!location.includes('node_modules')) return undefined;
  const path = withoutQuery(location).replaceAll('\\', '/');
  const start = path.lastIndexOf(NODE_MODULES) + NODE_MODULES.length;
  if (start < NODE_MODULES.length) return undefined;
  const segments = path.slice(start).split('/');
  const name = segments.splice(0, segments[0]?.startsWith('@') ? 2 : 1).join('/');
  const sdk = byModule.get(name);
  if (sdk === undefined) return undefined;
  const inside = segments.join('/').replace(/\.[mc]?js$/, '');
  for (const [file, pattern] of Object.entries(sdk.files)) {
    if (pattern.test(inside)) return { sdk, file };
  }
  return undefined;
}

/** The statement that hands the namespace of an ES module over. It imports the module itself. */
export function esmTail({ sdk, file }: KnownFile, url: string): string {
  return `\n;${MARK}import*as __llm_otel from ${JSON.stringify(url)};${call(sdk, file, '__llm_otel', url)}`;
}

/** The statement that hands the exports of a CommonJS module over. */
export function commonJsTail({ sdk, file }: KnownFile, filename: string): string {
  return `\n;${MARK}${call(sdk, file, 'module.exports', filename)}`;
}

function call(sdk: Sdk, file: string, exports: string, location: string): string {
  const names = [sdk.module, file].map((name) => JSON.stringify(name)).join(',');
  return `try{globalThis[Symbol.for("llm-otel.loaded")](${names},${exports},${JSON.stringify(location)})}catch{}`;
}

function withoutQuery(location: string): string {
  const end = location.search(/[?#]/);
  return end < 0 ? location : location.slice(0, end);
}
