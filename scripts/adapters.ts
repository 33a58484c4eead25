// Prints the adapters: `npm run adapters`. What each is of, how long it is, what it traces, and what of its package it leaves
// out, with the reasons: `npm run adapters -- --reasons`.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Adapter } from '../packages/instrumentation/dist/model/adapter.js';
import type { Target } from '../packages/instrumentation/dist/model/target.js';
import { ADAPTERS } from '../packages/instrumentation/dist/sdks/index.js';
import { UNTRACED as ofAnthropic } from '../packages/instrumentation/dist/sdks/anthropic/untraced.js';
import { UNTRACED as ofOpenAi } from '../packages/instrumentation/dist/sdks/openai/untraced.js';
import { UNTRACED as ofBedrock } from '../packages/instrumentation/test/sdks/bedrock/untraced.ts';
import { surface as cohere } from '../packages/instrumentation/test/sdks/cohere/surface.ts';
import { UNTRACED as ofHosts } from '../packages/instrumentation/test/sdks/hosts-untraced.ts';
import { data as llamaCpp } from '../packages/instrumentation/test/sdks/node-llama-cpp/local.ts';
import { data as transformers } from '../packages/instrumentation/test/sdks/transformers/local.ts';
import { surface as voyageai } from '../packages/instrumentation/test/sdks/voyageai/surface.ts';
import { surface as watsonx } from '../packages/instrumentation/test/sdks/watsonx/surface.ts';
import { table } from './docs/markdown.ts';

/** Methods and their reasons. */
type Reasons = readonly (readonly [method: string, reason: string])[];

const SOURCE = path.join(import.meta.dirname, '../packages/instrumentation/src/sdks');

const byReason = (reasons: Readonly<Record<string, readonly string[]>>): Reasons =>
  Object.entries(reasons).flatMap(([reason, names]) =>
    names.map((name) => [name, reason] as const),
  );
const byPattern = (patterns: readonly (readonly [RegExp, string])[]): Reasons =>
  patterns.map(([pattern, reason]) => [pattern.source, reason]);

const UNTRACED: Readonly<Record<string, Reasons>> = {
  openai: Object.entries(ofOpenAi),
  anthropic: Object.entries(ofAnthropic),
  bedrock: Object.entries(ofBedrock['BedrockRuntimeClient']!),
  'bedrock-agent-runtime': Object.entries(ofBedrock['BedrockAgentRuntimeClient']!),
  cohere: byReason(cohere.untraced),
  voyageai: byReason(voyageai.untraced),
  watsonx: byReason(watsonx.untraced),
  'node-llama-cpp': byPattern(llamaCpp.untraced),
  transformers: byPattern(transformers.untraced),
  ...Object.fromEntries(
    Object.entries(ofHosts).map(([adapter, reasons]) => [adapter, byReason(reasons)]),
  ),
};

const rows = ADAPTERS.map(({ name, load }) => {
  const adapter = load();
  const files = filesOf(load);
  const lines = files.reduce((sum, file) => sum + linesIn(file), 0);
  return [
    name,
    adapter.packages.map((rule) => `${rule.name} ${rule.versions}`).join(', '),
    String(lines),
    String(files.length),
    String(tracedBy(adapter).length),
    String(UNTRACED[name]?.length ?? ''),
  ];
});
console.log(table(['Adapter', 'Packages', 'Lines', 'Files', 'Traced', 'Listed'], rows));
console.log(`
Lines and files are those of the adapter alone, without what it shares with others (\`sdks/shapes/\`); the goal for the client of a
REST service is 150 lines. Listed: methods of the package that have no span, or patterns of them, with a reason. A target that
listens, or sends commands, counts as one.`);

if (process.argv.includes('--reasons')) {
  for (const [adapter, reasons] of Object.entries(UNTRACED)) {
    for (const [method, reason] of reasons) console.log(`${adapter}: ${method}: ${reason}`);
  }
}

/** Those of the folder of an adapter, or its only one: its entry says what it loads. */
function filesOf(load: () => Adapter): string[] {
  const [, entry = ''] = /require\(["']\.\/(.+?)\.js["']\)/.exec(String(load)) ?? [];
  const folder = path.join(SOURCE, path.dirname(entry));
  if (path.dirname(entry) === '.') return [path.join(SOURCE, `${entry}.ts`)];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile());
}

function linesIn(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}

function tracedBy({ packages, globals }: Adapter): string[] {
  const names = packages.flatMap(({ files }) =>
    files.flatMap(({ file, targets }) =>
      (typeof targets === 'function' ? targets() : targets).flatMap((target: Target) =>
        namesOf(target, file.source),
      ),
    ),
  );
  return [...(globals === undefined ? [] : ['globals']), ...new Set(names)];
}

/** Functions of several files have the same name. */
function namesOf(target: Target, file: string): string[] {
  switch (target.kind) {
    case 'class':
    case 'instance':
      return Object.keys(target.methods).map((name) =>
        [target.reach?.client || target.name, name].join('.'),
      );
    case 'function':
      return [`${file} ${target.exported ?? target.name}`];
    case 'session':
    case 'wrapped':
      return [target.name];
    case 'subscribe':
      return [`${file} ${target.name ?? 'listens'}`];
    default:
      return [];
  }
}
