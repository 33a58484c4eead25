// Requests that version 2 refuses before it calls a handler: the span has the code that their sender is told.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const preload = createRequire(import.meta.url).resolve('llm-otel/register');

/** A server whose transport is a plain object, and requests by hand. Some are refused, some are not. */
const SOURCE = `
  const { Server } = await load('@modelcontextprotocol/server');
  const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
  const server = new Server({ name: 'raw', version: '1' }, { capabilities: { tools: {} } });
  server.onerror = (error) => show('onerror', error.message);
  server.fallbackRequestHandler = async () => ({ from: 'fallback' });
  server.setRequestHandler('tools/list', () => ({ tools: [] }));
  const waiting = new Map();
  class Transport {
    async start() {}
    async close() { this.onclose?.(); }
    async send(message) {
      show(message.id, message.error?.code ?? 'result', message.error?.data ?? null);
      waiting.get(message.id)?.();
      if (message.id === 'unsendable') throw new Error('no wire');
    }
  }
  const transport = new Transport();
  await server.connect(transport);
  const ask = (id, method, extra, params) => new Promise((resolve) => {
    waiting.set(id, resolve);
    transport.onmessage({ jsonrpc: '2.0', id, method, params }, extra);
  });
  await ask(1, 'tools/list');
  await ask(2, 'subscriptions/listen');
  await ask('three', 'tools/list', { classification: { era: 'modern', revision: '2026-07-28' } });
  await ask('unsendable', 'subscriptions/listen');
  await ask(4, 'house/custom');
  await Promise.all([ask(5, 'tools/list'), ask(6, 'subscriptions/listen')]);
  console.log((await load('node:util')).inspect(transport), transport.send, transport.send.name, transport.send.length);
  await server.close();`;
const START = {
  cjs: `const load = async (name) => require(name); (async () => { ${SOURCE} })();`,
  esm: `const load = (name) => import(name); ${SOURCE}`,
};

it.each(['esm', 'cjs'] as const)('have their code, as %s', async (format) => {
  const [traced, bare] = await Promise.all(
    [['--require', preload], []].map((nodeArguments) =>
      runScenario({
        format,
        source: START[format],
        nodeArguments,
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
      }),
    ),
  );
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stderr: '', stdout: bare!.stdout });
  const ended = sink
    .traces()
    .filter(({ kind }) => kind === 'server')
    .map(({ attributes }) => [
      attributes['jsonrpc.request.id'],
      attributes['mcp.method.name'],
      attributes['rpc.response.status_code'],
      attributes['error.type'],
    ]);
  const unknown = ['subscriptions/listen', '-32601', undefined];
  expect(ended.toSorted()).toEqual([
    ['1', 'tools/list', undefined, undefined],
    ['2', ...unknown],
    ['4', 'house/custom', undefined, undefined],
    ['5', 'tools/list', undefined, undefined],
    ['6', ...unknown],
    ['three', 'tools/list', '-32022', undefined],
    ['unsendable', ...unknown],
  ]);
});
