// The SDKs that are known, one entry each. The preload reads this table: it loads no adapter
// before the SDK itself is loaded.

import type { SdkAdapter } from '../model/adapter.ts';
import { ANTHROPIC_FILES } from './anthropic/files.ts';
import { OPENAI_FILES } from './openai/files.ts';

/** An SDK: its package, the files to watch, and its adapter. */
export interface Sdk {
  readonly module: string;
  /** Supported versions: at least `from`, below major `before`. */
  readonly versions: {
    readonly from: readonly [major: number, minor: number];
    readonly before: number;
  };
  /** Paths inside the package, without extension, by the name that the adapter gives them. */
  readonly files: Readonly<Record<string, RegExp>>;
  readonly load: () => SdkAdapter;
}

export const SDKS: readonly Sdk[] = [
  {
    module: 'openai',
    versions: { from: [4, 76], before: 8 },
    files: OPENAI_FILES,
    load: () => (require('./openai/index.js') as typeof import('./openai/index.ts')).openai,
  },
  {
    module: '@anthropic-ai/sdk',
    versions: { from: [0, 39], before: 2 },
    files: ANTHROPIC_FILES,
    load: () =>
      (require('./anthropic/index.js') as typeof import('./anthropic/index.ts')).anthropic,
  },
];
