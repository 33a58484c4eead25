// Programs for the AI SDK, run bare or under the preload.

import { runScenario } from '@llm-otel/testkit';
import { MOCK_MODEL } from './mock-model.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runHosted = hostScenarios();

/** Majors of `ai`, and where each is. */
const PLACES = {
  7: import.meta.url,
  6: new URL('../../../../sdks/ai-6/package.json', import.meta.url).href,
  5: new URL('../../../../sdks/ai-5/package.json', import.meta.url).href,
  4: new URL('../../../../sdks/ai-4/package.json', import.meta.url).href,
} as const;
export type Major = keyof typeof PLACES;

/** What a program may use, besides what it imports itself. */
const preludeOf = (major: Major): string => `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { trace } from '@opentelemetry/api';
import { baseURL, close, failNext } from './mock-model.mjs';
const require = createRequire(${JSON.stringify(PLACES[major])});
const { createOpenAI } = require('@ai-sdk/openai');
const { z } = require('zod');
const openai = createOpenAI({ apiKey: 'unused', baseURL });
const model = openai.chat('gpt-4o');
const seen = [];
const weatherTool = (tool, more = {}) => tool({
  description: 'The weather of a city.',
  ${major === 4 ? 'parameters' : 'inputSchema'}: z.object({ city: z.string() }),
  execute: async ({ city }) => {
    seen.push(trace.getActiveSpan()?.name ?? 'no span');
    return 'sunny in ' + city;
  },
  ...more,
});
globalThis.AI_SDK_LOG_WARNINGS = false;
process.removeAllListeners('warning');
`;
const LOADS = {
  esm: `const sdk = await import(pathToFileURL(require.resolve('ai').replace(/index\\.js$/, INDEX)));`,
  cjs: `const sdk = require('ai');`,
} as const;

/** How a program runs. */
export interface Way {
  readonly major?: Major;
  readonly format?: keyof typeof LOADS;
  readonly isTraced?: boolean;
  /** In a process of its own: what it sets would stay for other programs. */
  readonly isAlone?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `use`, in which `sdk` is the package. */
export async function runAi(
  use: string,
  { major = 7, format = 'esm', isTraced = true, isAlone = false, env = {} }: Way = {},
) {
  const load = LOADS[format].replace('INDEX', major === 7 ? `'index.js'` : `'index.mjs'`);
  const { exitCode, stdout, stderr, callRecords } = await (isAlone ? runScenario : runHosted)({
    format: 'esm',
    source: `${preludeOf(major)} ${load} ${use} close();`,
    files: { 'mock-model.mjs': MOCK_MODEL },
    nodeArguments: isTraced ? ['--require', 'llm-otel/register'] : [],
    env,
  });
  const records = isTraced ? callRecords().filter(({ outcome }) => outcome !== undefined) : [];
  return { exitCode, stdout, stderr, records };
}

type CallRecord = Awaited<ReturnType<typeof runAi>>['records'][number];

/** The records as a tree, a line each: what it is, and how it ended. */
export function treeOf(records: readonly CallRecord[]): string[] {
  const linesOf = (parent: CallRecord | undefined, depth: number): string[] =>
    records
      .filter((record) =>
        parent === undefined
          ? !records.some((other) => other['span_id'] === record['parent_span_id'])
          : record['parent_span_id'] === parent['span_id'],
      )
      .flatMap((record) => [
        `${'  '.repeat(depth)}${String(record['name'])} ${String(record['model_id'] ?? '')} ${String(record['outcome'])}`,
        ...linesOf(record, depth + 1),
      ]);
  return linesOf(undefined, 0);
}
