// Two majors of the SDK in one process: one under an alias, or as a nested dependency.

import type { MockLlm } from '@llm-otel/testkit';
import { packedFiles } from './packed-package.ts';
import { CALLS, makeCalls, type Program } from './program-shapes.ts';
import type { RuntimeCase } from './runtime-case.ts';
import { areRecorded, NEWEST_OPENAI } from './sdk-cases.ts';

const PAIRS = [
  [NEWEST_OPENAI, '4.104.0'],
  ['6.49.0', NEWEST_OPENAI],
  ['5.23.2', '6.49.0'],
] as const;
const TWICE = [...CALLS, ...CALLS];

export function twoMajorsCases(mock: MockLlm): RuntimeCase[] {
  return PAIRS.flatMap(([openai, other]) =>
    (['esm', 'cjs'] as const).flatMap((format) => [
      {
        name: `openai ${openai} and ${other} under an alias ${format}`,
        run: () =>
          areRecorded(
            mock,
            { openai, 'other-openai': `npm:openai@${other}` },
            { format, source: alias[format] },
            TWICE,
          ),
      },
      {
        name: `openai ${openai} and ${other} below a package ${format}`,
        run: async () => {
          const file = await packedFiles(localPackage(other));
          await areRecorded(
            mock,
            { openai, 'local-package': `file:${file}` },
            { format, source: nested[format] },
            TWICE,
          );
        },
      },
    ]),
  );
}

/** The hooks match a file by its package folder: an alias needs `instrument`. */
const patchAlias = `if (process.execArgv.includes('llm-otel/register')) instrument(OtherOpenAI);
const clients = [new OpenAI(), new OtherOpenAI()];`;

const callBoth = `
(async () => {
  for (const client of clients) await makeCalls(client);
})();`;

const alias: Record<'esm' | 'cjs', Program['source']> = {
  esm: `import { instrument } from 'llm-otel';
import OpenAI from 'openai';
import OtherOpenAI from 'other-openai';
${patchAlias}${makeCalls}${callBoth}`,
  cjs: `const { instrument } = require('llm-otel');
const { OpenAI } = require('openai');
const { OpenAI: OtherOpenAI } = require('other-openai');
${patchAlias}${makeCalls}${callBoth}`,
};

const nested: Record<'esm' | 'cjs', Program['source']> = {
  esm: `import OpenAI from 'openai';
import { client } from 'local-package';
const clients = [new OpenAI(), client];${makeCalls}${callBoth}`,
  cjs: `const { OpenAI } = require('openai');
const { client } = require('local-package');
const clients = [new OpenAI(), client];${makeCalls}${callBoth}`,
};

function localPackage(openai: string): Record<string, string> {
  return {
    'package.json': JSON.stringify({
      name: 'local-package',
      version: '1.0.0',
      exports: { import: './index.mjs', require: './index.cjs' },
      dependencies: { openai },
    }),
    'index.mjs': `import OpenAI from 'openai';\nexport const client = new OpenAI();`,
    'index.cjs': `const { OpenAI } = require('openai');\nexports.client = new OpenAI();`,
  };
}
