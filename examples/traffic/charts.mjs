// Charts of the harbour: tools of a server of the Model Context Protocol, in the same process. Its session ends now and
// then without the client's doing, as that of a process does that dies.

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** A function that calls a tool; `chance` decides what fails, and when a session ends. */
export function charts(chance) {
  let session;
  return async () => {
    session ??= connect(chance);
    const { client, server } = await session;
    const name = chance(0.5) ? 'depth' : 'currents';
    await client.callTool({ name, arguments: { berth: 9 } });
    if (!chance(0.05)) return;
    session = undefined;
    await server.close();
  };
}

async function connect(chance) {
  const [ofClient, ofServer] = InMemoryTransport.createLinkedPair();
  const server = new Server({ name: 'charts', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(CallToolRequestSchema, () => ({
    content: [{ type: 'text', text: 'seven metres' }],
    isError: chance(0.05),
  }));
  const client = new Client({ name: 'support', version: '1.0.0' });
  await server.connect(ofServer);
  await client.connect(ofClient);
  return { client, server };
}
