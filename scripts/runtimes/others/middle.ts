// An application that replaces openai's methods itself, through the packages that most tools
// use: import-in-the-middle in both of its ways, require-in-the-middle, and both.

import { type OtherTool, setUp } from './other-tool.ts';

const dependencies = {
  openai: '7.55.0',
  '@opentelemetry/api': '1.10.0',
  'import-in-the-middle': '3.6.0',
  'require-in-the-middle': '8.0.1',
};

/** Counts the calls in the application's code. */
const wrap = `
let calls = 0;
process.once('exit', () => console.log('wrapped calls:', calls));
const wrap = (exported) => {
  const { prototype } = exported.OpenAI.Chat.Completions;
  const { create } = prototype;
  prototype.create = function (...args) {
    calls += 1;
    return create.apply(this, args);
  };
  return exported;
};`;

const importHook = `${wrap}\nnew Hook(['openai'], wrap);`;

const ways = [
  {
    name: 'import-in-the-middle 3.6.0 by module.register',
    ...setUp(
      'esm',
      `import { register } from 'node:module';
import { Hook } from 'import-in-the-middle';
register('import-in-the-middle/hook.mjs', import.meta.url);${importHook}`,
    ),
    format: 'esm',
  },
  {
    name: 'import-in-the-middle 3.6.0 by registerHooks',
    ...setUp(
      'esm',
      `import { register } from 'import-in-the-middle/register-hooks.mjs';
import { Hook } from 'import-in-the-middle';
register();${importHook}`,
    ),
    format: 'esm',
  },
  {
    name: 'require-in-the-middle 8.0.1',
    ...setUp(
      'cjs',
      `const { Hook } = require('require-in-the-middle');${wrap}\nnew Hook(['openai'], wrap);`,
    ),
    format: 'cjs',
  },
] as const;

export const middleTools: readonly OtherTool[] = ways.map((way) => ({
  ...way,
  dependencies,
  spans: { module: 'openai', open: '(work) => work()' },
  isProvider: false,
}));
