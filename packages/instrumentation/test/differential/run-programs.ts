// Runs the harness once, bare or under the preload, and returns what it saw of each program.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { useBaselines } from '../baselines/baselines.ts';
import type { Observation } from './harness.ts';
import { unfitFor0, unfitFor39, unfitFor4 } from './known.ts';
import { anthropicPrograms } from './anthropic-programs.ts';
import type { Program } from './program.ts';
import { programs } from './programs.ts';

/** Where the copies of the SDKs are installed: openai from 4 on, @anthropic-ai/sdk up to 1. */
const FROM = {
  '7.59.0': './harness.ts',
  '6.49.0': '../../../sdks/openai-6/package.json',
  '5.23.2': '../../../sdks/openai-5/package.json',
  '4.104.0': '../../../sdks/openai-4/package.json',
  '1.14.0': './harness.ts',
  '0.137.0': '../../../sdks/anthropic-0/package.json',
  '0.39.0': '../../../sdks/anthropic-0-39/package.json',
} as const;

/** One copy of the SDK in one format. */
export interface Variant {
  /** `openai` unless told. */
  readonly sdk?: string;
  readonly version: keyof typeof FROM;
  readonly format: 'cjs' | 'esm';
}

export const variants: readonly Variant[] = [
  { version: '7.59.0', format: 'cjs' },
  { version: '7.59.0', format: 'esm' },
  { version: '6.49.0', format: 'cjs' },
  { version: '6.49.0', format: 'esm' },
  { version: '5.23.2', format: 'cjs' },
  { version: '4.104.0', format: 'cjs' },
];

export const anthropicVariants: readonly Variant[] = (
  [
    { version: '1.14.0', format: 'cjs' },
    { version: '1.14.0', format: 'esm' },
    { version: '0.137.0', format: 'cjs' },
    { version: '0.39.0', format: 'cjs' },
  ] as const
).map((variant) => ({ ...variant, sdk: '@anthropic-ai/sdk' }));

/** The programs that use the SDK of a variant. */
function programsOf({ sdk }: Variant): readonly Program[] {
  return sdk === undefined ? programs : anthropicPrograms;
}

/** Whether the SDK by itself can run the program. */
export function fits({ version }: Variant, { name }: Program): boolean {
  if (version === '0.39.0') return !unfitFor39.test(name);
  if (version === '0.137.0') return !unfitFor0.test(name);
  return !version.startsWith('4') || !unfitFor4.test(name);
}

/** A call record of a program. */
interface CallRecord {
  readonly log_type: string;
  readonly model_id?: string;
  readonly outcome: string;
  readonly error_code?: string;
}

/** What one run of the harness saw. */
export interface Run {
  readonly observations: ReadonlyMap<string, Observation>;
  readonly records: readonly CallRecord[];
  /** What went to stderr besides of the programs' own output. */
  readonly stderr: string;
}

/** The file that the SDK is loaded from. */
function entryOf({ sdk = 'openai', version, format }: Variant): string {
  const file = createRequire(new URL(FROM[version], import.meta.url)).resolve(sdk);
  return format === 'esm' ? file.replace(/\.js$/, '.mjs') : file;
}

/** Runs all programs on `variant` without us, or has them from the baselines. */
export function useBarePrograms(): (variant: Variant) => Promise<Run> {
  const baseline = useBaselines();
  return async (variant) => {
    const { sdk = 'openai', version, format } = variant;
    const name = `${path.basename(sdk)}-${version}-${format}`;
    return toRun(await baseline(name, () => runHarness(variant, [], {})));
  };
}

/** Runs all programs on `variant` under the preload, with `settings` of ours if there are any. */
export async function runPrograms(
  variant: Variant,
  settings: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return toRun(await runHarness(variant, ['--require', 'llm-otel/register'], settings));
}

/** What a process of the harness has left. */
interface Left extends Omit<Run, 'observations'> {
  readonly observations: readonly Observation[];
}

function toRun({ observations, ...run }: Left): Run {
  return {
    ...run,
    observations: new Map(observations.map((observation) => [observation.name, observation])),
  };
}

async function runHarness(
  variant: Variant,
  preload: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Left> {
  const root = fileURLToPath(new URL('../../../../.cache/differential/', import.meta.url));
  mkdirSync(root, { recursive: true });
  const directory = mkdtempSync(path.join(root, 'run-'));
  try {
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        '--stack-trace-limit=40',
        ...preload,
        fileURLToPath(new URL('harness.ts', import.meta.url)),
        entryOf(variant),
        ...programsOf(variant)
          .filter((program) => fits(variant, program))
          .map(({ name }) => name),
      ],
      {
        cwd: directory,
        env: { PATH: process.env['PATH'], ...settings },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const end = new Promise<NodeJS.Signals | number | null>((resolve) =>
      child.once('close', (code, signal) => resolve(signal ?? code)),
    );
    const [stderr, how] = await Promise.all([text(child.stderr), end]);
    if (how !== 'SIGKILL') throw new Error(`the harness ended with ${how}\n${stderr}`);
    return {
      observations: readLines(path.join(directory, 'observations.jsonl')),
      records: readRecords(path.join(directory, 'llm_logs')),
      stderr,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readRecords(directory: string): CallRecord[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((name) =>
    readLines<CallRecord>(path.join(directory, name)).filter(
      ({ log_type: type }) => type !== 'config' && type !== 'tool_completed',
    ),
  );
}

function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
