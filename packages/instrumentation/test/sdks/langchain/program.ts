// Programs for LangChain and LangGraph, run bare or under the preload.

import { runScenario } from '@llm-otel/testkit';
import { MOCK_MODEL } from '../ai/mock-model.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runHosted = hostScenarios();

/** Releases of `@langchain/core`, and where each is. */
const PLACES = {
  newest: import.meta.url,
  '0.3.80': new URL('../../../../sdks/langchain-0-3-80/package.json', import.meta.url).href,
  '0.3.0': new URL('../../../../sdks/langchain-0-3-0/package.json', import.meta.url).href,
} as const;
type Release = keyof typeof PLACES;

const MODULES = {
  ChatAnthropic: '@langchain/anthropic',
  ChatOpenAI: '@langchain/openai',
  OpenAIEmbeddings: '@langchain/openai',
  tool: '@langchain/core/tools',
  StructuredTool: '@langchain/core/tools',
  messages: '@langchain/core/messages',
  prompts: '@langchain/core/prompts',
  parsers: '@langchain/core/output_parsers',
  runnables: '@langchain/core/runnables',
  retrievers: '@langchain/core/retrievers',
  testing: '@langchain/core/utils/testing',
  chatModels: '@langchain/core/language_models/chat_models',
  llms: '@langchain/core/language_models/llms',
  vectorStores: '@langchain/core/vectorstores',
  graphs: '@langchain/langgraph',
  prebuilt: '@langchain/langgraph/prebuilt',
  createAgent: 'langchain',
  agents: 'langchain/agents',
  tracers: '@langchain/core/tracers/tracer_langchain',
  callbacks: '@langchain/core/callbacks/base',
} as const;

/** What a program may use, besides what it loads itself. */
const preludeOf = (release: Release): string => `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { trace } from '@opentelemetry/api';
import { baseURL, close, failNext } from './mock-model.mjs';
const require = createRequire(${JSON.stringify(PLACES[release])});
const { z } = require('zod');
const active = () => trace.getActiveSpan()?.name ?? 'no span';
const seen = [];
process.removeAllListeners('warning');
/** The ES module where require() finds the CommonJS one. */
const esm = (name) => {
  const found = require.resolve(name);
  const parts = name.split('/');
  const root = found.slice(0, found.lastIndexOf(path.join('node_modules', ...parts.slice(0, name.startsWith('@') ? 2 : 1)))) ;
  const folder = path.join(root, 'node_modules', ...parts.slice(0, name.startsWith('@') ? 2 : 1));
  const inside = './' + parts.slice(name.startsWith('@') ? 2 : 1).join('/');
  const rule = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).exports[inside === './' ? '.' : inside];
  const target = typeof rule.import === 'string' ? rule.import : rule.import.default;
  return pathToFileURL(path.join(folder, target)).href;
};
`;
const LOADS = {
  esm: 'const load = async (name) => import(esm(name));',
  cjs: 'const load = async (name) => require(name);',
} as const;

/** Whether a name stands for a module, and not for an export of it. */
function isModule(name: string): boolean {
  return /^[a-z]/.test(name) && name !== 'tool' && name !== 'createAgent';
}

/** The modules that `use` names. */
function loadsFor(use: string): string {
  return Object.entries(MODULES)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(use))
    .map(([name, module]) =>
      isModule(name)
        ? `const ${name} = await load('${module}');`
        : `const { ${name} } = await load('${module}');`,
    )
    .join('\n');
}

/** Graphs replace a message by one with the same id: each answer has one of its own. */
const MOCK = MOCK_MODEL.replace(
  'function answer(url, body, response) {',
  (head) => `let answers = 0; ${head} base.id = 'chatcmpl-' + ++answers;`,
);

/** A model of OpenAI whose answers are the mock server's. */
const MODEL = `
const chat = (more = {}) => new ChatOpenAI({
  model: 'gpt-4o', apiKey: 'unused', openAIApiKey: 'unused', temperature: 0.5, maxRetries: 0, configuration: { baseURL }, ...more,
});
const model = chat();
`;

/** How a program runs. */
export interface Way {
  readonly release?: Release;
  readonly format?: keyof typeof LOADS;
  readonly isTraced?: boolean;
  /** In a process of its own: what it sets would stay for other programs. */
  readonly isAlone?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Text before everything else. */
  readonly before?: string;
}

/** Runs `use`. */
export async function runLangChain(
  use: string,
  {
    release = 'newest',
    format = 'esm',
    isTraced = true,
    isAlone = false,
    env = {},
    before = '',
  }: Way = {},
) {
  const program = /\b(?:model|chat)\b/.test(use) ? `${MODEL} ${use}` : use;
  const { exitCode, stdout, stderr, callRecords } = await (isAlone ? runScenario : runHosted)({
    format: 'esm',
    source: `${preludeOf(release)} ${before} ${LOADS[format]} ${loadsFor(program)} ${program} close();`,
    files: { 'mock-model.mjs': MOCK },
    nodeArguments: isTraced ? ['--require', 'llm-otel/register'] : [],
    env,
  });
  const all = isTraced ? callRecords() : [];
  const records = all.filter(({ outcome }) => outcome !== undefined);
  return { exitCode, stdout, stderr, records, all };
}

/** Separates in the output what several programs print. */
const MARK = '--- ';
/** How many call records there are by now. */
const COUNT = `
const recorded = () => (existsSync('llm_logs') ? readdirSync('llm_logs') : [])
  .flatMap((name) => readFileSync('llm_logs/' + name, 'utf8').trimEnd().split('\\n'))
  .filter((line) => JSON.parse(line).outcome !== undefined).length;
const counts = [];
`;

/** What one of several programs has printed, and the records of what it did. */
export interface Done {
  readonly stdout: string;
  readonly records: readonly Record<string, unknown>[];
}

/** Runs programs one after the other in one process, which must succeed; returns what each has done, by its name. */
export async function runEach(
  uses: Readonly<Record<string, string>>,
  { before = '', ...way }: Way = {},
): Promise<ReadonlyMap<string, Done>> {
  const programs = Object.values(uses).map(
    (use) => `console.log('${MARK}');
      await (async () => { ${use} })();
      // What ends with a turn of its own has ended then.
      await new Promise(setImmediate);
      counts.push(recorded());`,
  );
  const last = `console.log('${MARK}' + JSON.stringify(counts));`;
  const { exitCode, stdout, stderr, records } = await runLangChain([...programs, last].join('\n'), {
    ...way,
    isAlone: true,
    before: `${COUNT} ${before}`,
  });
  const isQuiet = way.isTraced !== false || stderr === '';
  if (exitCode !== 0 || !isQuiet) throw new Error(`exit code ${exitCode}\n${stdout}\n${stderr}`);
  const printed = `\n${stdout}`.split(`\n${MARK}`).slice(1);
  const ends = JSON.parse(printed.at(-1)!) as readonly number[];
  return new Map(
    Object.keys(uses).map((name, index) => [
      name,
      { stdout: printed[index]!, records: records.slice(ends[index - 1] ?? 0, ends[index]) },
    ]),
  );
}
