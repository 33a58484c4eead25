// A server with what the protocol's conformance package asks of one, and a client that does what it asks. Both are
// programs; neither knows us.

/** An ES module; listens on a free port, which it prints. */
export const SERVER = String.raw`
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CompleteRequestSchema, SetLevelRequestSchema, SubscribeRequestSchema, UnsubscribeRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SOUND = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';
const text = (value) => ({ type: 'text', text: value });
const image = { type: 'image', data: PIXEL, mimeType: 'image/png' };
const embedded = (uri) => ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'This is an embedded resource content.' } });
const said = (...content) => ({ content });

function makeServer() {
  const server = new McpServer(
    { name: 'conformance', version: '1.0.0' },
    { capabilities: { tools: {}, prompts: {}, resources: { subscribe: true }, logging: {}, completions: {} } },
  );
  const tool = (name, handle, inputSchema) =>
    server.registerTool(name, { description: name, ...(inputSchema && { inputSchema }) }, handle);
  tool('test_simple_text', () => said(text('This is a simple text response for testing.')));
  tool('test_image_content', () => said(image));
  tool('test_audio_content', () => said({ type: 'audio', data: SOUND, mimeType: 'audio/wav' }));
  tool('test_embedded_resource', () => said(embedded('test://embedded-resource')));
  tool('test_multiple_content_types', () => said(text('Multiple content types test:'), image, embedded('test://mixed-content-resource')));
  tool('test_error_handling', () => { throw new Error('This tool intentionally returns an error for testing'); });
  tool('test_tool_with_logging', async (_, { sendNotification } = _) => {
    for (const data of ['started', 'processing', 'completed']) await sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    return said(text('Tool with logging executed successfully'));
  }, {});
  tool('test_tool_with_progress', async (_, { sendNotification, _meta } = _) => {
    for (const progress of [0, 50, 100]) {
      if (_meta?.progressToken !== undefined) await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta.progressToken, progress, total: 100 } });
    }
    return said(text(String(_meta?.progressToken)));
  }, {});
  // On the stream of its call: another one might not be open yet, and the question would be lost.
  tool('test_sampling', async ({ prompt }, { requestId: relatedRequestId }) => {
    const { content } = await server.server.createMessage({ messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 }, { relatedRequestId });
    return said(text('LLM response: ' + content.text));
  }, { prompt: z.string() });
  tool('test_elicitation', async ({ message }, { requestId: relatedRequestId }) => {
    const requestedSchema = { type: 'object', properties: { username: { type: 'string' }, email: { type: 'string' } }, required: ['username', 'email'] };
    const { action, content } = await server.server.elicitInput({ message, requestedSchema }, { relatedRequestId });
    return said(text('User response: action=' + action + ', content=' + JSON.stringify(content)));
  }, { message: z.string() });

  server.registerResource('text', 'test://static-text', {}, (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }] }));
  server.registerResource('binary', 'test://static-binary', {}, (uri) => ({ contents: [{ uri: uri.href, mimeType: 'image/png', blob: PIXEL }] }));
  server.registerResource('watched', 'test://watched-resource', {}, (uri) => ({ contents: [{ uri: uri.href, text: 'watched' }] }));
  server.registerResource('template', new ResourceTemplate('test://template/{id}/data', { list: undefined }), {}, (uri, { id }) => ({
    contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: 'Data for ID: ' + id }) }],
  }));
  const user = (...content) => ({ messages: content.map((one) => ({ role: 'user', content: one })) });
  server.registerPrompt('test_simple_prompt', {}, () => user(text('This is a simple prompt for testing.')));
  server.registerPrompt('test_prompt_with_arguments', { argsSchema: { arg1: z.string(), arg2: z.string() } }, ({ arg1, arg2 }) =>
    user(text("Prompt with arguments: arg1='" + arg1 + "', arg2='" + arg2 + "'")));
  server.registerPrompt('test_prompt_with_embedded_resource', { argsSchema: { resourceUri: z.string() } }, ({ resourceUri }) => user(embedded(resourceUri), text('Please process the embedded resource above.')));
  server.registerPrompt('test_prompt_with_image', {}, () => user(image, text('Please analyze the image above.')));
  const handle = (schema, result) => server.server.setRequestHandler(schema, () => result);
  handle(SetLevelRequestSchema, {});
  handle(SubscribeRequestSchema, {});
  handle(UnsubscribeRequestSchema, {});
  handle(CompleteRequestSchema, { completion: { values: [], total: 0, hasMore: false } });
  return server;
}

const transports = new Map();
const listener = createServer(async (req, res) => {
  let transport = transports.get(req.headers['mcp-session-id']);
  if (transport === undefined) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => transports.set(id, transport),
    });
    await makeServer().connect(transport);
  }
  await transport.handleRequest(req, res);
});
listener.listen(0, '127.0.0.1', () => console.log(listener.address().port));`;

/** An ES module; its last argument is where to connect. */
export const CLIENT = String.raw`
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const client = new Client({ name: 'tester', version: '1.0.0' }, { capabilities: { elicitation: { form: { applyDefaults: true } } } });
client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: {} }));
await client.connect(new StreamableHTTPClientTransport(new URL(process.argv.at(-1))));
const { tools } = await client.listTools();
for (const { name } of tools) await client.callTool({ name, arguments: { a: 5, b: 3 } });
await client.close();`;
