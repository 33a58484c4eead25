// A Next.js application: `next build` builds it from a folder of files, `next start` serves it.

import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningScenario, startScenario } from '@llm-otel/testkit';
import { inApplication } from './application.ts';
import { nodeBinary } from './node-binaries.ts';
import { NEWEST_OF_24, OPENAI_VERSIONS } from './runtime-case.ts';

export const NEXT_VERSION = '16.4.6';

const DEPENDENCIES = {
  '@opentelemetry/api': '1.10.0',
  next: NEXT_VERSION,
  openai: OPENAI_VERSIONS[0],
  react: '19.3.1',
  'react-dom': '19.3.1',
};

/** Next.js's own command, with the same path as when npm's link to it is run. */
const NEXT = `
process.argv[1] = require.resolve('next/dist/bin/next');
require(process.argv[1]);`;

const STANDALONE = path.join('.next', 'standalone');

type Variables = Readonly<Record<string, string>>;

/** The built application. */
export interface NextApplication {
  /** Duration of `next build`. */
  readonly seconds: number;
  /** Starts the server, requests `page`, and stops it as a container does. */
  ask(page: string, variables: Variables): Promise<Served>;
}

/** A server's response, its output, and the files it left. */
export interface Served {
  readonly status: number;
  readonly body: string;
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly callRecords: readonly Record<string, unknown>[];
}

/**
 * Builds an application with these files, and removes it after `use`.
 *
 * @throws unless it can be built without a warning; the message has all that `next build` says
 */
export async function inNextApplication(
  files: Readonly<Record<string, string>>,
  bundler: string,
  use: (application: NextApplication) => Promise<string>,
): Promise<string> {
  const nodePath = await nodeBinary(NEWEST_OF_24);
  return inApplication(DEPENDENCIES, async (directory) => {
    const next = (programArguments: readonly string[], env: Variables): RunningScenario =>
      startScenario({
        source: NEXT,
        format: 'cjs',
        directory,
        files,
        nodePath,
        programArguments,
        env: { NEXT_TELEMETRY_DISABLED: '1', ...env },
        timeoutMs: 120_000,
      });
    // The route makes its client when Next.js collects its pages.
    const built = await next(['build', `--${bundler}`], { OPENAI_API_KEY: 'unused' }).finished;
    if (built.exitCode !== 0 || built.stderr.includes('with warnings')) {
      throw new Error(`next build exited with ${built.exitCode}\n${built.stdout}${built.stderr}`);
    }
    const seconds = Math.round(built.durationMs / 1000);
    if (existsSync(path.join(directory, STANDALONE))) {
      return inContainer(directory, nodePath, (ask) => use({ seconds, ask }));
    }
    const start = ['start', '--hostname', '127.0.0.1', '--port', '0'];
    return use({ seconds, ask: (page, variables) => askServer(next(start, variables), page) });
  });
}

/** The output of `output: 'standalone'`, in a place where only its own copied packages exist. */
async function inContainer(
  directory: string,
  nodePath: string,
  use: (ask: NextApplication['ask']) => Promise<string>,
): Promise<string> {
  const outside = mkdtempSync(path.join(tmpdir(), 'llm-otel-next-'));
  try {
    const container = path.join(outside, 'container');
    renameSync(path.join(directory, STANDALONE), container);
    return await use(async (page, variables) => {
      const server = startScenario({
        source: `require('./${path.basename(directory)}/server.js');`,
        format: 'cjs',
        directory: container,
        nodePath,
        env: {
          HOSTNAME: '127.0.0.1',
          PORT: String(await freePort()),
          ...variables,
          // The server changes its working folder.
          LLM_OTEL_LOG_DIR: path.join(container, 'llm_logs'),
        },
      });
      return askServer(server, page);
    });
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

/** For servers that treat 0 as no port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function askServer(server: RunningScenario, page: string): Promise<Served> {
  try {
    await server.waitForStdout('Ready in');
    const url = await server.waitForStdout(/http:\S+/);
    const response = await fetch(url + page);
    const body = await response.text();
    server.kill('SIGTERM');
    const { exitCode, stderr, callRecords } = await server.finished;
    return { status: response.status, body, exitCode, stderr, callRecords: callRecords() };
  } finally {
    server.kill('SIGKILL');
    await server.finished;
  }
}
