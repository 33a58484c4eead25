// Runs programs one after the other in one process, where none needs a process of its own: what takes time is to load
// an SDK. Each still ends as a process does.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_PROGRAM, MARK } from './host-program.ts';
import {
  isConfig,
  type RunningScenario,
  type ScenarioOptions,
  type ScenarioResult,
  startScenario,
} from './scenario.ts';
import {
  countLines,
  createScenarioDirectory,
  readCallRecords,
  writeProgram,
} from './scenario-directory.ts';

/** A program, and how its process is started. */
type HostedOptions = Omit<
  ScenarioOptions,
  'directory' | 'keepDirectory' | 'programArguments' | 'stdin' | 'hasOrders'
>;

/** Processes that run programs. */
export interface ScenarioHost {
  /**
   * Runs a program as `runScenario` does, after those before in one process with the same flags and environment. It
   * has ended when nothing is left to do, or when it ends the process: the next one starts another. Modules of
   * packages stay loaded, files that are written next to the program do not.
   *
   * @throws when the time limit was reached; the message holds its output
   */
  run(options: HostedOptions): Promise<ScenarioResult>;
  /** Ends the processes. */
  close(): Promise<void>;
}

/**
 * Makes a host, which starts processes when it needs them.
 *
 * @example
 * const host = createScenarioHost();
 * afterAll(() => host.close());
 * const { stdout } = await host.run({ source: 'console.log(1)', format: 'cjs' });
 */
export function createScenarioHost(): ScenarioHost {
  const places = new Map<string, Place>();
  return {
    run: (options) => {
      const {
        source: _source,
        format: _format,
        files: _files,
        timeoutMs: _limit,
        ...started
      } = options;
      const key = JSON.stringify(Object.entries(started).toSorted());
      const place = places.get(key) ?? new Place(started);
      places.set(key, place);
      return place.run(options);
    },
    close: async () => {
      await Promise.all([...places.values()].map((place) => place.close()));
    },
  };
}

/** One process at a time, in one directory, and who waits for it. */
class Place {
  readonly #directory = createScenarioDirectory();
  readonly #options: Partial<HostedOptions>;
  #process: RunningScenario | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Programs of this place, and those of its process. */
  #programs = 0;
  #ended = 0;
  /** What earlier programs of the process have printed. */
  #printed = { stdout: 0, stderr: 0 };

  constructor(options: Partial<HostedOptions>) {
    this.#options = options;
  }

  run(options: HostedOptions): Promise<ScenarioResult> {
    const result = this.#last.then(() => this.#run(options));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#process?.orders?.end();
    await this.#process?.finished;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #run({
    source,
    format,
    files,
    timeoutMs = 30_000,
  }: HostedOptions): Promise<ScenarioResult> {
    const startedAt = performance.now();
    const known = countLines(this.#directory);
    this.#programs += 1;
    const directory = join(this.#directory, `program-${this.#programs}`);
    const program = writeProgram(directory, source, format, files);
    const process = (this.#process ??= this.#start());
    process.orders?.write(`${JSON.stringify(join(directory, program))}\n`);
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      process.kill('SIGKILL');
    }, timeoutMs);
    const end = new RegExp(`${MARK}${this.#ended + 1} (\\d+);`);
    const ended = await Promise.all([process.waitForStdout(end), process.waitForStderr(end)]).then(
      ([mark]) => ({ exitCode: Number(end.exec(mark)![1]), signal: null, mark }),
      async () => {
        const { exitCode, signal } = await process.finished;
        return { exitCode, signal, mark: undefined };
      },
    );
    clearTimeout(timer);
    const said = this.#said(process, ended.mark);
    if (isTimedOut) {
      throw new Error(
        `the program was killed after ${timeoutMs} ms\n--- stdout\n${said.stdout}\n--- stderr\n${said.stderr}`,
      );
    }
    const records = readCallRecords(this.#directory, known);
    rmSync(directory, { recursive: true, force: true });
    return {
      ...said,
      exitCode: ended.exitCode,
      signal: ended.signal,
      durationMs: performance.now() - startedAt,
      directory: this.#directory,
      callRecords: () => records.filter((record) => !isConfig(record)),
      configRecords: () => records.filter(isConfig),
    };
  }

  #start(): RunningScenario {
    this.#ended = 0;
    this.#printed = { stdout: 0, stderr: 0 };
    return startScenario({
      ...this.#options,
      format: 'cjs',
      source: HOST_PROGRAM,
      directory: this.#directory,
      hasOrders: true,
      timeoutMs: 2 ** 31 - 1,
    });
  }

  /** What a program has printed: up to `mark`, unless it ended the process. */
  #said(process: RunningScenario, mark: string | undefined): { stdout: string; stderr: string } {
    const of = (name: 'stdout' | 'stderr'): string => {
      const text = process[name].slice(this.#printed[name]);
      return mark === undefined ? text : text.slice(0, text.indexOf(mark));
    };
    const said = { stdout: of('stdout'), stderr: of('stderr') };
    if (mark === undefined) this.#process = undefined;
    else {
      this.#ended += 1;
      this.#printed = {
        stdout: process.stdout.indexOf(mark) + mark.length,
        stderr: process.stderr.indexOf(mark) + mark.length,
      };
    }
    return said;
  }
}
