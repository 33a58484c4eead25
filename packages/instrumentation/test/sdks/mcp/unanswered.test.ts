// Requests that never reach a handler, or whose handler never answers: each has one span, which ends with what the
// sender is told.

import { startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, VARIANTS, type Variant } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

/** A server, and the other end of its connection, which speaks JSON-RPC by hand. */
const RAW = `
  const { Server } = await kit.load('server/index');
  const { InMemoryTransport } = await kit.load('inMemory');
  const tasks = types.GetTaskRequestSchema && await kit.load('experimental/tasks/stores/in-memory');
  const never = new Promise(() => {});
  const start = async ({ sessionId, queue, ready = () => {} } = {}) => {
    const [one, other] = InMemoryTransport.createLinkedPair();
    if (sessionId) other.sessionId = sessionId;
    const server = new Server({ name: 'raw', version: '1' }, {
      capabilities: { tools: {}, ...(tasks && { tasks: { requests: {} } }) },
      ...(tasks && { taskStore: new tasks.InMemoryTaskStore(), ...(queue && { taskMessageQueue: new tasks.InMemoryTaskMessageQueue() }) }),
    });
    server.onerror = (error) => show('onerror', error.message);
    server.setRequestHandler(types.CallToolRequestSchema, ({ params }) => {
      ready();
      if (params.name === 'throws') throw new Error('quokka');
      return params.name === 'never' ? never : { content: [] };
    });
    await server.connect(other);
    const answers = [];
    const waiting = new Map();
    one.onmessage = ({ id, result, error }) => { show(id, error?.code ?? 'result'); waiting.get(id)?.(); };
    await one.start();
    const send = (id, method, params) => { one.send({ jsonrpc: '2.0', id, method, params }); };
    const ask = (id, method, params) => new Promise((resolve) => { waiting.set(id, resolve); send(id, method, params); });
    return { one, server, send, ask };
  };`;

async function run(source: string, variant: Variant = VARIANTS[0]!, isTraced = true) {
  const result = await runScenario(
    mcpProgram(variant, 'memory', RAW + source, {
      isTraced,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  return { lines, calls: sink.traces().filter(isServer).map(ending).toSorted() };
}

const isServer = ({ kind, name }: SpanRecord): boolean =>
  kind === 'server' && !name.startsWith('notifications/');

/** How a request ended: with the code that its sender was told. */
function ending({ name, attributes }: SpanRecord): unknown[] {
  return [name, attributes['llm_otel.outcome'], attributes['rpc.response.status_code']];
}

/** Runs it with and without us, and compares what is answered. */
async function both(source: string, variant?: Variant) {
  const [traced, bare] = await Promise.all([run(source, variant), run(source, variant, false)]);
  expect(traced.lines).toEqual(bare.lines);
  return traced;
}

const RELATED = `{ 'io.modelcontextprotocol/related-task': { taskId: 'none' } }`;

describe('a request that is refused before its handler runs', () => {
  it('has ended: a task for a method that has none', async () => {
    const { lines, calls } = await both(`
      const { ask } = await start();
      await ask(1, 'tools/call', { name: 'echo', task: { ttl: 1000 } });`);
    expect(lines).toEqual(['1 -32603']);
    expect(calls).toEqual([['tools/call echo', 'error', '-32603']]);
  });

  it('has ended: the answer is queued for a task', async () => {
    const { calls } = await both(`
      const { send, ask } = await start({ queue: true });
      send(1, 'tools/call', { name: 'echo', task: { ttl: 1000 }, _meta: ${RELATED} });
      await ask(2, 'ping');`);
    expect(calls).toEqual([
      ['ping', 'completed', undefined],
      ['tools/call echo', 'error', '-32603'],
    ]);
  });

  it('has ended: it belongs to a task that nobody knows', async () => {
    const { lines, calls } = await both(`
      const { ask } = await start({ sessionId: 's-1', queue: true });
      await ask(1, 'tools/call', { name: 'echo', _meta: ${RELATED} });`);
    expect(lines).toEqual(['1 -32602']);
    expect(calls).toEqual([['tools/call echo', 'completed', '-32602']]);
  });

  it('has ended: the connection ends while its task is looked up', async () => {
    const { calls } = await both(`
      const { send, one } = await start({ sessionId: 's-1', queue: true });
      send(1, 'tools/call', { name: 'echo', _meta: ${RELATED} });
      await one.close();`);
    expect(calls).toEqual([['tools/call echo', 'aborted', undefined]]);
  });

  it('has ended: two with one id', async () => {
    const { lines, calls } = await both(`
      const { send, ask } = await start();
      send(1, 'tools/call', { name: 'echo', task: { ttl: 1000 } });
      send(1, 'tools/call', { name: 'echo', task: { ttl: 1000 } });
      await ask(2, 'ping');`);
    expect(lines).toHaveLength(3);
    expect(calls.filter(([name]) => name !== 'ping')).toEqual([
      ['tools/call echo', 'error', '-32603'],
      ['tools/call echo', 'error', '-32603'],
    ]);
  });

  it('has ended: tasks that nobody knows, and methods that nobody handles', async () => {
    const { lines, calls } = await both(`
      const { ask, send } = await start({ queue: true });
      const methods = ['tasks/get', 'tasks/result', 'tasks/cancel'];
      for (const [at, method] of methods.entries()) await ask(at, method, { taskId: 'none' });
      await ask(3, 'tasks/list', { cursor: 'none' });
      await ask(4, 'prompts/list');
      send(5, 'prompts/list', { _meta: ${RELATED} });`);
    expect(lines.slice(0, 5)).toEqual(['0 -32602', '1 -32602', '2 -32602', '3 -32602', '4 -32601']);
    expect(calls).toEqual([
      ['prompts/list', 'completed', '-32601'],
      ['prompts/list', 'completed', '-32601'],
      ['tasks/cancel', 'completed', '-32602'],
      ['tasks/get', 'completed', '-32602'],
      ['tasks/list', 'completed', '-32602'],
      ['tasks/result', 'completed', '-32602'],
    ]);
  });

  it('has ended: its schema is violated', async () => {
    const { lines, calls } = await both(`
      const { ask } = await start();
      await ask(1, 'tools/call', { name: 5 });
      await ask(2, 'initialize', {});`);
    expect(lines).toEqual(['1 -32603', '2 -32603']);
    expect(calls).toEqual([
      ['initialize', 'error', '-32603'],
      ['tools/call', 'error', '-32603'],
    ]);
  });
});

describe.each([VARIANTS[0]!, VARIANTS[3]!])('a handler of $version as $format', (variant) => {
  it('that never answers is aborted with its connection', async () => {
    const { calls } = await both(
      `const started = new Promise((resolve) => { globalThis.ready = resolve; });
       const { send, one } = await start({ ready: globalThis.ready });
       send(1, 'tools/call', { name: 'never' });
       await started;
       await one.close();`,
      variant,
    );
    expect(calls).toEqual([['tools/call never', 'aborted', undefined]]);
  });

  it('that is called after the end of the connection is aborted', async () => {
    const { calls } = await both(
      `const { send, server } = await start();
       send(1, 'tools/call', { name: 'never' });
       await server.close();`,
      variant,
    );
    expect(calls).toEqual([['tools/call never', 'aborted', undefined]]);
  });

  it('that throws, at once, has failed', async () => {
    const { calls } = await both(
      `const { ask } = await start(); await ask(1, 'tools/call', { name: 'throws' });`,
      variant,
    );
    expect(calls).toEqual([['tools/call throws', 'error', '-32603']]);
  });

  it('ends its own request, if two have one id', async () => {
    const { calls } = await both(
      `const { send, ask, one } = await start();
       send(1, 'tools/call', { name: 'never' });
       send(1, 'tools/call', { name: 'echo' });
       await ask(2, 'ping');
       await one.close();`,
      variant,
    );
    expect(calls).toEqual([
      ['ping', 'completed', undefined],
      ['tools/call echo', 'completed', undefined],
      ['tools/call never', 'aborted', undefined],
    ]);
  });
});
