// What a program sees of its calls is the same with and without us: results, errors, order, exit code.

import { describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS, type Variant } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

const EVERYTHING = `
  const end = await connect({}, { call: (request) => show('params', Object.keys(request.params).filter((key) => key !== '_meta'), request.params.arguments) ?? { content: [] } });
  const frozen = Object.freeze({ name: 'echo', arguments: Object.freeze({ city: 'Rome' }), _meta: Object.freeze({ mine: 1 }) });
  show(await client.callTool(frozen), frozen);
  show(await client.listTools());
  show(await call('fails', {}));
  show(await call('asks', {}));
  show(await call('other', { a: [1, { b: 2 }] }));
  show(await call('tells', {}, undefined, { onprogress: (progress) => show('progress', progress) }));
  show(await client.getPrompt({ name: 'hello', arguments: { who: 'me' } }));
  show(await client.readResource({ uri: 'quokka://resource' }));
  for (const tool of ['throws', 'refuses']) await call(tool, {}).catch(told);
  await client.request({ method: 'acme/none' }, types.EmptyResultSchema).catch(told);
  await call('waits', {}, undefined, { timeout: 20 }).catch(told);
  const stop = new AbortController();
  const called = call('waits', {}, undefined, { signal: stop.signal });
  await client.ping();
  stop.abort('enough');
  await called.catch(told);
  await call('echo', {}, undefined, { signal: AbortSignal.abort('before') }).catch(told);
  const promise = client.request({ method: 'ping' }, types.EmptyResultSchema);
  show(promise.constructor.name, Object.keys(promise), await promise);
  show(Object.keys(client), Object.keys(client.transport), [...client._requestHandlers.keys()], [...client._notificationHandlers.keys()]);
  show(Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(client))));
  show(client.request.name, client.request.length, client.notification.name, client.notification.length);
  await end();
  await call('echo', {}).catch(told);
  show('done');`;

async function seen(
  variant: Variant,
  transport: (typeof TRANSPORTS)[number],
  source: string,
): Promise<unknown[]> {
  const [bare, traced] = await Promise.all(
    [false, true].map(async (isTraced) => {
      const options = mcpProgram(variant, transport, source, { isTraced });
      const { exitCode, stdout, stderr } = await runScenario(options);
      const said = stderr.replaceAll(/^llm-otel: call records are appended to .*\n/gm, '');
      return { exitCode, stdout: stdout.replaceAll(/127\.0\.0\.1:\d+/g, 'here'), said };
    }),
  );
  return [traced, bare];
}

describe.each(VARIANTS)('@modelcontextprotocol/sdk $version as $format', (variant) => {
  it.each(TRANSPORTS)('is the same over %s', async (transport) => {
    const [traced, bare] = await seen(variant, transport, EVERYTHING);
    expect(bare).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('done') });
    expect(traced).toEqual(bare);
  });
});

const newest = VARIANTS[0]!;

describe('is the same', () => {
  it('for a rejection that nobody handles', async () => {
    const [traced, bare] = await seen(newest, 'memory', `await connect(); call('throws', {});`);
    expect(bare).toMatchObject({ exitCode: 1 });
    expect((traced as { exitCode: number }).exitCode).toBe(1);
  });

  it('for a server that dies', async () => {
    const [traced, bare] = await seen(
      newest,
      'stdio',
      `await connect(); client.onclose = () => show('closed'); await call('dies', {}).catch(told);`,
    );
    expect(traced).toEqual(bare);
  });

  it('for objects that JSON shows in their own way', async () => {
    const [traced, bare] = await seen(
      newest,
      'memory',
      `await connect({}, { call: (request) => ({ content: [{ type: 'text', text: JSON.stringify(request.params) }] }) });
       class Params { name = 'own'; arguments = {}; toJSON() { return { name: 'own', arguments: { changed: true } }; } }
       show(await client.callTool(new Params()));
       let reads = 0;
       show(await client.callTool({ name: 'own', get arguments() { reads += 1; return { reads }; } }), reads);
       show(await client.callTool({ name: 'own', _meta: { traceparent: 'mine' } }));
     await client.request({ method: 'tools/call', params: 'no object' }, types.EmptyResultSchema, { timeout: 20 }).catch(told);
       show(await client.callTool({ name: 'own', _meta: { get progressToken() { reads += 1; return reads; } } }), reads);`,
    );
    expect(traced).toEqual(bare);
  });

  it('for what handlers return', async () => {
    const [traced, bare] = await seen(
      newest,
      'memory',
      `const { InMemoryTransport } = await kit.load('inMemory');
       const [one, other] = InMemoryTransport.createLinkedPair();
       const server = await kit.makeServer();
       let asked = 0;
       server.fallbackRequestHandler = (...given) => { show(given.length); return { then(ok) { asked += 1; ok({ asked }); } }; };
       server.fallbackNotificationHandler = (...given) => show('notified', given);
       await server.connect(other); await client.connect(one);
       show(await client.request({ method: 'acme/any' }, types.ResultSchema));
       await client.notification({ method: 'notifications/acme' });
       show([...server._requestHandlers.keys()], [...server._notificationHandlers.keys()], asked);`,
    );
    expect(bare).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('notified') });
    expect(traced).toEqual(bare);
  });
});

it('has the same bytes on the wire, but for _meta', async () => {
  const sent = async (isTraced: boolean): Promise<unknown[]> => {
    const source = `
      const { InMemoryTransport } = await kit.load('inMemory');
      const [one, other] = InMemoryTransport.createLinkedPair();
      for (const [end, transport] of Object.entries({ one, other })) {
        const { send } = transport;
        transport.send = function (message, ...more) { show([end, JSON.stringify(message)]); return send.call(this, message, ...more); };
      }
      await (await kit.makeServer()).connect(other); await client.connect(one);
      await client.ping(); await client.listTools(); await call('echo', { z: 1, a: [2] }); await call('asks', {});
      await call('tells', {}, undefined, { onprogress: () => {} });
      for (const tool of ['fails', 'throws']) await call(tool, {}).catch(() => {});
      await client.close();`;
    const { stdout } = await runScenario(mcpProgram(newest, 'memory', source, { isTraced }));
    return stdout
      .trim()
      .split('\n')
      .map((line) => withoutTrace(JSON.parse(line) as readonly [string, string]));
  };
  const [traced, bare] = await Promise.all([sent(true), sent(false)]);
  expect(bare.length).toBeGreaterThan(15);
  expect(traced).toEqual(bare);
});

/** Who sent a message, and its text without the trace. */
function withoutTrace([end, text]: readonly [string, string]): string {
  const message = JSON.parse(text) as { params?: { _meta?: Record<string, unknown> } };
  const { params } = message;
  delete params?._meta?.['traceparent'];
  if (params?._meta !== undefined && Object.keys(params._meta).length === 0) delete params._meta;
  if (params !== undefined && Object.keys(params).length === 0) delete message.params;
  return `${end} ${JSON.stringify(message)}`;
}
