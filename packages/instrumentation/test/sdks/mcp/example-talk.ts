// One of the SDK's example servers, and a client that talks to it over HTTP through a proxy that notes what is on the
// wire.

import { startScenario } from '@llm-otel/testkit';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withoutTrace } from './raw-peer.ts';

const { resolve } = createRequire(import.meta.url);
const preload = ['--require', resolve('llm-otel/register')];
const examples = path.join(
  path.dirname(resolve('@modelcontextprotocol/sdk/server')),
  '../examples',
);
const at = (file: string): string => pathToFileURL(path.join(examples, `${file}.js`)).href;

/**
 * Runs before an example: it listens on any port, which it tells, and asks the port that it is told. Servers notify
 * long before their clients have waited enough, and nothing at intervals.
 */
const STEADY = `
  import net from 'node:net';
  const { listen } = net.Server.prototype;
  net.Server.prototype.listen = function (port, ...rest) {
    this.once('listening', () => process.stderr.write('PORT ' + this.address().port + '\\n'));
    return listen.call(this, 0, ...rest);
  };
  const { URL, setTimeout, setInterval } = globalThis;
  const { TO } = process.env;
  const delay = (ms) => (TO ? (ms === 5_000 || ms === 10_000 ? 3_000 : ms) : ms / 20);
  globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, delay(ms), ...rest);
  if (!TO) globalThis.setInterval = (run, ms, ...rest) => setInterval(run, ms * 1_000, ...rest);
  if (TO) globalThis.URL = class extends URL { constructor(url, base) { super(String(url).replace(/localhost:\\d+/, '127.0.0.1:' + TO), base); } };
`;

/** Runs an example, or the source of a client of ours. */
const run = (file: string, isTraced: boolean, more: object = {}) =>
  startScenario({
    format: 'esm',
    source: /^(?:client|server)\//.test(file)
      ? `import './steady.mjs'; await import(${JSON.stringify(at(file))});`
      : `import './steady.mjs'; ${file}`,
    files: { 'steady.mjs': STEADY },
    nodeArguments: isTraced ? preload : [],
    ...more,
  });

/** Passes everything on to the server at `port`, and notes the messages in both directions. */
async function between(port: string, note: (body: string) => void) {
  const proxy = createServer((req: IncomingMessage, res: ServerResponse) => {
    const { method, url, headers } = req;
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers);
      res.flushHeaders();
      watched(answer, note).pipe(res);
    });
    passed.on('error', () => res.destroy());
    res.on('close', () => passed.destroy());
    watched(req, note).pipe(passed);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  return proxy;
}

function watched(stream: IncomingMessage, note: (body: string) => void): IncomingMessage {
  let body = '';
  stream.on('data', (chunk: Buffer) => (body += String(chunk)));
  stream.on('close', () => note(body));
  return stream;
}

/** Messages without the trace, the ids of sessions and the times. */
function messagesIn(body: string): string[] {
  return body
    .split('\n')
    .map((line) => line.replace(/^data: /, ''))
    .filter((line) => line.startsWith('{'))
    .map((line) => steady(JSON.stringify(withoutTrace(JSON.parse(line) as object))))
    .map((line) => line.replace('"params":{},', ''));
}

/** Without what differs from run to run: ids, times, ports, and frames of Node's own timers below an error. */
export const steady = (text: string): string =>
  text
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}|\b[\da-f]{32}\b/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    .replaceAll(/\bid_\d+_\w+/g, 'event')
    .replaceAll(/127\.0\.0\.1:\d+|localhost:\d+|:\d{4,5}\b/g, 'there')
    .replaceAll(/^ +at .*node:internal.*\n/gm, '')
    .replaceAll(/PORT \d+/g, 'PORT')
    .replaceAll(/^.*llm-otel: call records.*\n/gm, '');

/** Some servers print what they are sent, which is noted above. */
const REQUESTS =
  /^(?:Received MCP request|Request body:|Received request:).*(?:\n {2}.*)*(?:\n})?\n/gm;

/** One client (an example, or source) and one server; what they print may be in any order where requests run beside each other. */
export async function talk(client: string, server: string, isTraced: boolean) {
  const serving = run(server, isTraced, { env: { LLM_OTEL_LOG_DIR: 'logs' } });
  let carried = 0;
  const messages: string[] = [];
  const port = /\d+/.exec(await serving.waitForStderr(/PORT \d+/))![0];
  const proxy = await between(port, (body) => {
    carried += body.split('"traceparent"').length - 1;
    messages.push(...messagesIn(body));
  });
  try {
    const to = String((proxy.address() as AddressInfo).port);
    const { exitCode, stdout, stderr } = await run(client, isTraced, {
      env: { TO: to },
      programArguments: [`http://localhost:${to}/mcp`],
    }).finished;
    serving.kill('SIGINT');
    const served = await serving.finished;
    const lines = (text: string): string[] => steady(text).split('\n').toSorted();
    return {
      carried,
      messages: messages.toSorted(),
      client: { exitCode, stdout: lines(stdout), stderr: lines(stderr) },
      server: {
        exitCode: served.exitCode,
        signal: served.signal,
        stdout: lines(served.stdout.replaceAll(REQUESTS, '')),
        stderr: lines(served.stderr),
      },
    };
  } finally {
    serving.kill();
    proxy.closeAllConnections();
    proxy.close();
  }
}
