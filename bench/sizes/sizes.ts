// What a call of a model without content is in bytes: on its way to a collector, in the call log, and in an archive.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import type { Bench } from '../measurement.ts';
import { ask } from '../query/ask.ts';

const CALLS = 20_000;

/** Bytes of a call. */
export const sizes: Bench = async ({ isQuick }) => {
  const calls = isQuick ? 200 : CALLS;
  const figures = new Figures();
  const directory = mkdtempSync(path.join(tmpdir(), 'sizes-'));
  const requests: Buffer[] = [];
  const servers = [provider(), collector(requests)];
  try {
    const [model, otlp] = await Promise.all(servers.map(listening));
    const log = path.join(directory, 'llm_logs');
    await run(calls, {
      OPENAI_BASE_URL: `${model}/v1`,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp!,
      OTEL_SERVICE_NAME: 'shop',
      LLM_OTEL_LOG_DIR: log,
    });
    const add = (what: string, bytes: number): void =>
      figures.add({ table: 'sizes', what, who: 'bytes', unit: 'a call' }, bytes / calls);
    add('a span to the collector, OTLP/JSON', total(requests));
    add('the same, gzip', total(requests.map((body) => gzipSync(body))));
    const lines = readdirSync(log).map((name) => readFileSync(path.join(log, name)));
    add('a line of the call log', total(lines));
    add('the same, zstd', total(lines.map((text) => zstdCompressSync(text))));
    const output = path.join(directory, 'calls.parquet');
    ask(log, ['export', '--format', 'parquet', '--output', output], 0);
    add('a record in Parquet', statSync(output).size);
  } finally {
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true });
  }
  return figures.all();
};

async function run(calls: number, env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [...PRELOAD, 'sizes/program.mjs', String(calls)], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: path.join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the program ended with ${code}`);
}

function total(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** Answers each call with an id and a usage of its own. */
function provider(): Server {
  let number = 0;
  return createServer(async (request, response) => {
    const { model, messages } = JSON.parse(String(await buffer(request)));
    number += 1;
    const usage = {
      prompt_tokens: messages[0].content.length / 5,
      completion_tokens: number % 900,
    };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: `chatcmpl-${crypto.randomUUID().replaceAll('-', '').slice(0, 29)}`,
        object: 'chat.completion',
        created: 1,
        model: `${model}-2024-08-06`,
        system_fingerprint: 'fp_44709d6fcb',
        choices: [
          { index: 0, message: { role: 'assistant', content: 'text' }, finish_reason: 'stop' },
        ],
        usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
      }),
    );
  });
}

/** Keeps what is sent as traces. */
function collector(requests: Buffer[]): Server {
  const take = async (request: IncomingMessage): Promise<void> => {
    const body = await buffer(request);
    if (request.url === '/v1/traces') requests.push(body);
  };
  return createServer((request, response) => {
    void take(request).then(() => response.setHeader('content-type', 'application/json').end('{}'));
  });
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
