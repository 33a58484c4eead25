// Calls a tool over MCP as often as it is told; prints microseconds for each call. With `provider`, the application has
// an OpenTelemetry SDK of its own, whose processor drops the spans.

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { registerProvider } from '../provider.mjs';

const calls = Number(process.argv[2]);
const AT_ONCE = 100;

if (process.argv[3] === 'provider') registerProvider();

const [ofClient, ofServer] = InMemoryTransport.createLinkedPair();
const server = new Server({ name: 'bench', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(CallToolRequestSchema, async ({ params }) => ({
  content: [{ type: 'text', text: String(params.arguments.city) }],
}));
const client = new Client({ name: 'bench', version: '1.0.0' });
await server.connect(ofServer);
await client.connect(ofClient);

const call = () => client.callTool({ name: 'forecast', arguments: { city: 'Rome' } });

/** Microseconds for one of `count` calls. */
async function timeOf(count, run) {
  const startedAt = performance.now();
  await run(count);
  return ((performance.now() - startedAt) * 1000) / count;
}
async function oneByOne(count) {
  for (let made = 0; made < count; made++) await call();
}
async function atOnce(count) {
  for (let made = 0; made < count; made += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, call));
  }
}

await oneByOne(calls / 5);
await atOnce(calls / 5);
console.log(
  JSON.stringify({ one: await timeOf(calls, oneByOne), many: await timeOf(calls, atOnce) }),
);
await client.close();
