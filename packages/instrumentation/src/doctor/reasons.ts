// Why nothing is recorded: the reason that this process shows, and the way out of it.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { adapters } from '../modules/adapters.ts';
import type { SdkFact } from '../modules/facts.ts';
import { isDisabled } from '../settings/settings.ts';
import { bundlerOf, isNext, otherRuntime, testRunner } from './surroundings.ts';

const BY_HAND = 'call instrument(OpenAI) with the class or a client, once, where it is created';

/** What is known of this process. */
export interface Observed {
  readonly program: string | undefined;
  readonly sdks: readonly SdkFact[];
  /** Operations that ended. */
  readonly hasOperations: boolean;
  readonly strangers: readonly string[];
  /** The preload was loaded by the program instead of before it. */
  readonly isLate: boolean;
}

/** The reason, if no operation was recorded. Problems of a loaded SDK are in its own line. */
export function reasonFor(observed: Observed): string | undefined {
  const { program, sdks, hasOperations, strangers } = observed;
  if (isDisabled()) return 'OTEL_SDK_DISABLED=true disables everything: unset it';
  if (hasOperations) return undefined;
  if (sdks.some(({ problem, targets }) => problem === undefined && targets.size > 0)) {
    return 'none of the traced functions was called in this process, or their SDK is disabled';
  }
  if (sdks.length > 0) return undefined;
  const runtime = otherRuntime();
  if (runtime !== undefined)
    return `${runtime} has none of the module hooks of Node.js: ${BY_HAND}`;
  const runner = testRunner(program);
  if (runner !== undefined) return ofTestRunner(runner);
  if (isNext(program)) {
    return `Next.js bundles SDKs: serverExternalPackages: ['openai', 'llm-otel'] in next.config.js, or ${BY_HAND}`;
  }
  const bundler = bundlerOf(program);
  if (bundler !== undefined) {
    return `an SDK is inside of the program, which ${bundler} has bundled: keep it external, or ${BY_HAND}`;
  }
  if (strangers.length > 0) return undefined;
  return ofInstalled(observed);
}

function ofTestRunner(runner: 'vitest' | 'jest'): string {
  return runner === 'jest'
    ? `jest loads modules by itself, past the hooks of Node.js: ${BY_HAND}, for example in a set-up file`
    : `vitest runs tests in other processes or threads: pool 'forks' and 'threads' are traced there; with 'vmThreads' and 'vmForks' ${BY_HAND}, for example in a set-up file`;
}

function ofInstalled({ program, isLate }: Observed): string {
  const all = adapters().flatMap(({ packages }) => packages);
  const installed = all.filter((name) => isInstalled(name, program));
  if (installed.length === 0) {
    return `this process has loaded no LLM SDK, and none is installed for it: known are ${all.join(', ')}`;
  }
  const names = installed.join(', ');
  const early = otherPreloads();
  if (isLate) {
    return `${names}: installed, and not loaded after llm-otel, which the program has imported: an SDK that was loaded before is not traced; start with node --require llm-otel/register`;
  }
  return early === undefined
    ? `${names}: installed, and not loaded by this process; another process or thread may need NODE_OPTIONS='--require llm-otel/register'`
    : `${names}: installed, and not loaded after llm-otel; ${early} comes before it and may have loaded it: use --require for llm-otel/register`;
}

/** The `--import` in front of ours. */
function otherPreloads(): string | undefined {
  const flags = [...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/), ...process.execArgv]
    .join(' ')
    .matchAll(/--import[ =](\S+)/g);
  const imported = [...flags].map(([, name = '']) => name);
  const ours = imported.findIndex((name) => name.includes('llm-otel'));
  return ours > 0 ? `--import ${imported[0]}` : undefined;
}

function isInstalled(name: string, program: string | undefined): boolean {
  const start = program === undefined ? process.cwd() : path.dirname(program);
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'node_modules', name, 'package.json'))) return true;
    if (folder === path.dirname(folder)) return false;
  }
}
