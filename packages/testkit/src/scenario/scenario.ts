// Runs a small program as its own process, the way a user would start it, in a clean environment.
// Knows processes; knows nothing of what is tested with them.
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import {
  createScenarioDirectory,
  readCallRecords,
  type ScenarioFormat,
  writeProgram,
} from './scenario-directory.ts';
import { TextOutput } from './text-output.ts';

/** A program and how to run it. */
export interface ScenarioOptions {
  readonly source: string;
  readonly format: ScenarioFormat;
  /** More files to write next to the program: relative path to content. */
  readonly files?: Readonly<Record<string, string>>;
  /** Working directory, an existing one; unless told, a fresh one that is removed afterwards. */
  readonly directory?: string;
  /** Keeps the fresh directory. */
  readonly keepDirectory?: boolean;
  /** The Node.js to run; the current one unless told. */
  readonly nodePath?: string;
  /** Flags in front of the program, for example `['--require', 'llm-otel/register']`. */
  readonly nodeArguments?: readonly string[];
  /** Arguments behind the program. */
  readonly programArguments?: readonly string[];
  /** Variables besides PATH, HOME, TMPDIR and NODE_COMPILE_CACHE; nothing else is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds until the process is killed; 30000 unless told. */
  readonly timeoutMs?: number;
  /** Text for the program's standard input, which is closed after it. */
  readonly stdin?: string;
  /** Opens a pipe to the program, as its file descriptor 3. */
  readonly hasOrders?: boolean;
}

/** How a scenario ended. */
export interface ScenarioResult {
  /** `null` when a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  /** Still there only when it was given or kept. */
  readonly directory: string;
  /** The JSON lines of `llm_logs/*.jsonl` in the scenario's directory, but those about configurations. */
  callRecords(): Record<string, unknown>[];
  /** Those about configurations. */
  configRecords(): Record<string, unknown>[];
}

/** A scenario that still runs. */
export interface RunningScenario {
  readonly directory: string;
  readonly processId: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves with the matched text; rejects with all output when the process ends before. */
  waitForStdout(pattern: string | RegExp): Promise<string>;
  waitForStderr(pattern: string | RegExp): Promise<string>;
  kill(signal?: NodeJS.Signals): void;
  /** The pipe to the program, if one was asked for. */
  readonly orders: Writable | undefined;
  /** Rejects, with all output in its message, when the time limit was reached. */
  readonly finished: Promise<ScenarioResult>;
}

const runningProcesses = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of runningProcesses) child.kill('SIGKILL');
});

/** Starts a scenario and returns at once. */
export function startScenario(options: ScenarioOptions): RunningScenario {
  const isOwnDirectory = options.directory === undefined && options.keepDirectory !== true;
  const directory = options.directory ?? createScenarioDirectory();
  const program = writeProgram(directory, options.source, options.format, options.files);
  const startedAt = performance.now();
  const child = spawn(
    options.nodePath ?? process.execPath,
    [...(options.nodeArguments ?? []), program, ...(options.programArguments ?? [])],
    {
      cwd: directory,
      env: toEnvironment(options.env),
      stdio: ['pipe', 'pipe', 'pipe', ...(options.hasOrders === true ? (['pipe'] as const) : [])],
    },
  ) as ChildProcessWithoutNullStreams;
  const orders = (child.stdio as readonly unknown[])[3] as Writable | undefined;
  runningProcesses.add(child);
  const stdout = new TextOutput(child.stdout);
  const stderr = new TextOutput(child.stderr);
  // A program that ends without reading its input breaks the pipe, which is its good right.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  orders?.on('error', () => undefined);

  const timeoutMs = options.timeoutMs ?? 30_000;
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);

  const explain = (what: string): Error =>
    new Error(`scenario ${what}\n--- stdout\n${stdout.text}\n--- stderr\n${stderr.text}`);

  const finished = new Promise<ScenarioResult>((resolve, reject) => {
    let spawnError: Error | undefined;
    child.once('error', (error) => (spawnError = error));
    child.once('close', (exitCode, signal) => {
      clearTimeout(timer);
      runningProcesses.delete(child);
      const end = isTimedOut
        ? explain(`was killed after ${timeoutMs} ms`)
        : explain(`ended with exit code ${exitCode}, signal ${signal}`);
      stdout.end(end);
      stderr.end(end);
      const readRecords = recordsOf(directory, isOwnDirectory);
      if (spawnError) reject(spawnError);
      else if (isTimedOut) reject(end);
      else {
        const durationMs = performance.now() - startedAt;
        resolve({
          exitCode,
          signal,
          stdout: stdout.text,
          stderr: stderr.text,
          durationMs,
          directory,
          callRecords: () => readRecords().filter((record) => !isConfig(record)),
          configRecords: () => readRecords().filter(isConfig),
        });
      }
    });
  });
  // Whoever only waits for output has not handled this one.
  finished.catch(() => undefined);

  return {
    directory,
    processId: child.pid,
    get stdout() {
      return stdout.text;
    },
    get stderr() {
      return stderr.text;
    },
    waitForStdout: (pattern) => stdout.waitFor(pattern),
    waitForStderr: (pattern) => stderr.waitFor(pattern),
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    orders,
    finished,
  };
}

/**
 * Runs a scenario to its end.
 *
 * @throws when the time limit was reached; the message holds all output
 * @example
 * const result = await runScenario({ source: 'process.exit(3)', format: 'cjs' });
 * expect(result.exitCode).toBe(3);
 */
export function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  return startScenario(options).finished;
}

/** The last spares each process the compilation of what others have compiled. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE'];

function toEnvironment(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...inherited, ...added };
}

/** Reads the call records, now if their directory is about to be removed, else when asked. */
function recordsOf(directory: string, removesDirectory: boolean): () => Record<string, unknown>[] {
  if (!removesDirectory) return () => readCallRecords(directory);
  try {
    const records = readCallRecords(directory);
    return () => records;
  } catch (error) {
    return () => {
      throw error;
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function isConfig({ log_type: type }: Record<string, unknown>): boolean {
  return type === 'config';
}
