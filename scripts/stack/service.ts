// One long-running program of the stack: started with its output in a log file, ready when its health
// address answers, stopped by SIGTERM. Independent of the program.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServiceOptions {
  readonly name: string;
  readonly program: string;
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly logFile: string;
  /** Answers 200 when the program is ready; `tcp://host:port` takes a connection then. */
  readonly healthUrl: string;
}

export interface Service {
  readonly name: string;
  readonly processId: number | undefined;
  /** Resolves when the process has ended, with a message that says how, and the end of its log. */
  readonly ended: Promise<string>;
  /** @throws when the program ends first, or is not ready in time. */
  ready(): Promise<void>;
  /** Resolves when it has ended; after 20 s it is killed. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const readyWithin = 60_000;
const stopWithin = 20_000;

export function startService(options: ServiceOptions): Service {
  const { name, program, parameters, environment, directory, logFile, healthUrl } = options;
  const log = openSync(logFile, 'w');
  const child = spawn(program, parameters, {
    cwd: directory,
    env: environment,
    stdio: ['ignore', log, log],
    // A separate process group: Ctrl-C must not reach it before the one that feeds it has ended.
    detached: true,
  });
  closeSync(log);
  // The parent may exit abruptly; no child may keep the ports.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  const ended = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      process.off('exit', kill);
      resolve(`${name} ${how}; the end of ${logFile}:\n${tail(logFile)}`);
    };
    child.once('error', (error) => end(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
  });

  return {
    name,
    processId: child.pid,
    ended,
    ready: () => waitUntilReady(child, { name, healthUrl, ended, logFile }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const timer = setTimeout(kill, stopWithin);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function waitUntilReady(
  child: ChildProcess,
  about: Pick<ServiceOptions, 'name' | 'healthUrl' | 'logFile'> & Pick<Service, 'ended'>,
): Promise<void> {
  const { name, healthUrl, ended, logFile } = about;
  const deadline = performance.now() + readyWithin;
  while (!(await answers(healthUrl))) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new Error(await ended);
    }
    if (performance.now() > deadline) {
      throw new Error(
        `${name} was not ready after ${readyWithin / 1000} s; the end of ${logFile}:\n${tail(logFile)}`,
      );
    }
    await delay(50);
  }
}

async function answers(url: string): Promise<boolean> {
  if (url.startsWith('tcp:')) return connects(new URL(url));
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function connects({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const end = (result: boolean) => (): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
