// `llm-otel serve` as a process, and requests that no browser would send.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { main } from './command.ts';
import { type TestRecord, write } from './records.ts';

export interface Served {
  readonly port: number;
  readonly pid: number;
  /** What it has printed. */
  readonly line: string;
  get(path: string, asked?: Asked): Promise<Answer>;
  stderr(): string;
  /** Ends it as a person would; tells its exit code. */
  stop(): Promise<number | null>;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads of an answer what it expects there
  readonly json: any;
}

/** Serves `directory` until `stop`. */
export async function startServing(
  directory: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  user: { readonly uid?: number } = {},
): Promise<Served> {
  const child = spawn(
    process.execPath,
    [main, 'serve', '--port', '0', '--dir', directory, ...args],
    { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...user },
  );
  const exit = once(child, 'close') as Promise<[number | null]>;
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (data: string) => (stderr += data));
  const first = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const line = await Promise.race([first, exit]).then(([found]) => String(found));
  const port = Number(/:(\d+)\/$/.exec(line)?.[1]);
  if (!Number.isInteger(port)) throw new Error(`serve printed ${line}\n${stderr}`);
  return {
    port,
    pid: child.pid!,
    line,
    get: (where, asked) => ask(port, where, asked),
    stderr: () => stderr,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exit;
      process.removeListener('exit', kill);
      return code;
    },
  };
}

/** The same until the test ends. */
export async function serve(...of: Parameters<typeof startServing>): Promise<Served> {
  const served = await startServing(...of);
  onTestFinished(async () => void (await served.stop()));
  return served;
}

/** Serves a log of records for all tests of a file. */
export function useServed(records: () => readonly TestRecord[]): () => Served {
  let folder: string;
  let served: Served;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'served-'));
    write(folder, records());
    served = await startServing(folder);
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  return () => served;
}

/** Sends bytes that no client library would, and gives what comes back. */
export async function send(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return text(socket);
}

/** One request, with a path and headers exactly as given. */
async function ask(port: number, where: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {} } = asked;
  const sent = request({ host: '127.0.0.1', port, path: where, method, headers, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  const body = await text(response);
  const isJson = /json/.test(response.headers['content-type'] ?? '') && body !== '';
  return {
    status: response.statusCode!,
    headers: response.headers,
    body,
    json: isJson && !/jsonl/.test(response.headers['content-type']!) ? JSON.parse(body) : undefined,
  };
}

/** All of 2026, encoded. */
export const YEAR = 'start_time=2026-01-01T00:00:00Z&end_time=2027-01-01T00:00:00Z';
