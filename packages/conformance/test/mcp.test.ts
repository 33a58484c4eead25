// Spans and metrics of the Model Context Protocol violate nothing, in either version, with content and without.
import { describe, expect, it } from 'vitest';
import { emitBy } from './emitted.ts';
import { Telemetry, toLabel } from './telemetry.ts';

const program = `
  import { Client } from '@modelcontextprotocol/sdk/client/index.js';
  import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
  import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
  import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
  import { createServer } from 'node:http';
  import { tool } from 'llm-otel';
  import { z } from 'zod';
  const makeServer = () => {
    const server = new McpServer({ name: 'weather', version: '1.0.0' });
    const inputSchema = { city: z.string() };
    server.registerTool('forecast', { inputSchema }, ({ city }) => {
      if (city === 'none') throw new Error('no such city');
      return { content: [{ type: 'text', text: 'sunny' }] };
    });
    server.registerPrompt('hello', { argsSchema: { who: z.string() } }, ({ who }) => ({
      messages: [{ role: 'user', content: { type: 'text', text: who } }],
    }));
    server.registerResource('note', 'note://one', {}, () => ({ contents: [{ uri: 'note://one', text: 'x' }] }));
    return server;
  };
  const use = async (client) => {
    await client.listTools();
    for (const city of ['Rome', 'none']) await client.callTool({ name: 'forecast', arguments: { city } });
    await tool('forecast', { callId: 'c1', description: 'tells' }, () => client.callTool({ name: 'forecast', arguments: { city: 'Rome' } }));
    await client.getPrompt({ name: 'hello', arguments: { who: 'me' } });
    await client.getPrompt({ name: 'none' }).catch(() => {});
    await client.readResource({ uri: 'note://one' });
    await client.close();
  };
  const [one, other] = InMemoryTransport.createLinkedPair();
  await makeServer().connect(other);
  const inMemory = new Client({ name: 'tester', version: '1.0.0' });
  await inMemory.connect(one);
  await use(inMemory);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => 'session-1' });
  await makeServer().connect(transport);
  const listener = createServer((req, res) => void transport.handleRequest(req, res));
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const overHttp = new Client({ name: 'tester', version: '1.0.0' });
  await overHttp.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port)));
  await use(overHttp);
  listener.closeAllConnections();
  listener.close();`;

describe.each(['latest', '1.41'] as const)('profile %s', (profile) => {
  it.each(['false', 'span_only'])('has no violation with content %s', async (content) => {
    const telemetry = new Telemetry(
      await emitBy(program, {
        LLM_OTEL_SEMCONV: profile,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: content,
      }),
    );
    const names = telemetry.metrics().map(({ name }) => name);
    for (const end of ['client', 'server']) {
      expect(names).toContain(`mcp.${end}.operation.duration`);
      expect(names).toContain(`mcp.${end}.session.duration`);
    }
    const found = telemetry.findings({ profile, complete: true });
    const worth = found.filter(({ level }) => level !== 'information');
    expect(worth.map((one) => `${toLabel(one)}: ${one.name}: ${one.message}`)).toEqual([]);
  });
});
