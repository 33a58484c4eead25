// The file beside a program of the tests: a server whose tools do what their names say, a client that answers it, and
// how the two are connected over each transport.

/** Starts and connects what a program asks for; `LOAD` says from where. */
export const KIT = String.raw`
'use strict';
const http = require('node:http');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { from, format } = JSON.parse(process.env.MCP_VARIANT);
const resolve = createRequire(from).resolve;
const load = (name) => {
  const file = resolve('@modelcontextprotocol/sdk/' + name + '.js');
  return format === 'cjs' ? require(file) : import(pathToFileURL(file.replace('/dist/cjs/', '/dist/esm/')).href);
};
const text = (value) => [{ type: 'text', text: value }];
const never = (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const waiting = [];

/** What the client answers to questions of the server. */
const answers = { sampling: 'yes', elicitation: { action: 'accept', content: { yes: true } } };
exports.answers = answers;
/** The SDK has none for servers: applications write their own. */
class WebSocketServerTransport {
  constructor(socket) { this.socket = socket; }
  async start() {
    this.socket.on('message', (data) => this.onmessage(JSON.parse(data)));
    this.socket.on('close', () => this.onclose?.());
  }
  async send(message) { this.socket.send(JSON.stringify(message)); }
  async close() { this.socket.close(); }
}
exports.load = load;
/** Resolves once a tool waits for the end of its call. */
exports.isWaiting = () => new Promise((resolve) => waiting.push(resolve));

exports.makeServer = async (more = {}) => {
  const types = await load('types');
  const { Server } = await load('server/index');
  const server = new Server({ name: 'weather', version: '1.0.0' }, { capabilities: { tools: { listChanged: true }, prompts: {}, resources: {}, logging: {} } });
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: [{ name: 'echo', inputSchema: { type: 'object' } }] }));
  server.setRequestHandler(types.CallToolRequestSchema, async (request, extra) => {
    const { name, arguments: given } = request.params;
    if (name === 'echo') return { content: text(JSON.stringify(given) + 'quokka-result') };
    if (name === 'big') return { content: text('x'.repeat(given.size)) };
    if (name === 'fails') return { isError: true, content: text('quokka-failure') };
    if (name === 'throws') throw new Error('quokka-failure');
    if (name === 'refuses') throw new types.McpError(types.ErrorCode.InvalidParams, 'quokka-failure');
    if (name === 'waits') { waiting.splice(0).forEach((tell) => tell()); return never(extra.signal); }
    if (name === 'dies') process.exit(3);
    if (name === 'asks') {
      const answer = await extra.sendRequest({ method: 'sampling/createMessage', params: given?.params ?? { messages: [], maxTokens: 5 } }, types.CreateMessageResultSchema);
      return { content: text(answer.model) };
    }
    if (name === 'elicits') {
      const { action } = await extra.sendRequest({ method: 'elicitation/create', params: given }, types.ElicitResultSchema);
      return { content: text(action) };
    }
    if (name === 'changes') {
      await extra.sendNotification({ method: 'notifications/tools/list_changed' });
      await extra.sendRequest({ method: 'ping' }, types.EmptyResultSchema);
    }
    if (name === 'steps') {
      for (let progress = 1; progress <= given.steps; progress += 1) {
        await extra.sendNotification({ method: 'notifications/progress', params: { progressToken: extra._meta.progressToken, progress } });
      }
      await extra.sendRequest({ method: 'ping' }, types.EmptyResultSchema);
    }
    if (name === 'tells') {
      await extra.sendNotification({ method: 'notifications/progress', params: { progressToken: extra._meta.progressToken, progress: 1 } });
      // Its handler runs after the response that comes with it.
      await extra.sendRequest({ method: 'ping' }, types.EmptyResultSchema);
      return { content: text('told') };
    }
    if (name === 'meta') return { content: text(JSON.stringify([request.params._meta, process.env.TRACEPARENT, process.env.BAGGAGE])) };
    return more.call?.(request, extra) ?? { content: [] };
  });
  server.setRequestHandler(types.ListPromptsRequestSchema, ({ params }) => {
    const page = Number(params?.cursor ?? 1);
    if (!(page <= 3)) throw new types.McpError(types.ErrorCode.InvalidParams, 'no such page');
    return { prompts: [{ name: 'page-' + page }], ...(page < 3 && { nextCursor: String(page + 1) }) };
  });
  server.setRequestHandler(types.GetPromptRequestSchema, () => ({ messages: [{ role: 'user', content: { type: 'text', text: 'quokka-message' } }] }));
  server.setRequestHandler(types.ReadResourceRequestSchema, ({ params }) => ({ contents: [{ uri: params.uri, text: 'quokka-contents' }] }));
  return server;
};

exports.makeClient = async () => {
  const { Client } = await load('client/index');
  const types = await load('types');
  const client = new Client({ name: 'tester', version: '1.0.0' }, { capabilities: { sampling: {}, ...(types.ElicitRequestSchema && { elicitation: {} }) } });
  client.setRequestHandler(types.CreateMessageRequestSchema, () => ({ model: 'm-1', role: 'assistant', content: { type: 'text', text: answers.sampling } }));
  if (types.ElicitRequestSchema) client.setRequestHandler(types.ElicitRequestSchema, () => answers.elicitation);
  return client;
};

/** A connected client, and how to end both. */
exports.connect = {
  async memory(client, env, more) {
    const { InMemoryTransport } = await load('inMemory');
    const [one, other] = InMemoryTransport.createLinkedPair();
    await (await exports.makeServer(more)).connect(other);
    await client.connect(one);
    return () => client.close();
  },
  async stdio(client, env = {}) {
    const { StdioClientTransport } = await load('client/stdio');
    const { MCP_VARIANT, MCP_FLAGS } = process.env;
    const args = [...JSON.parse(MCP_FLAGS), __dirname + '/server.cjs'];
    const passed = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:OTEL|LLM_OTEL)_/.test(name)));
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env: { ...passed, MCP_VARIANT, OTEL_SERVICE_NAME: 'server', ...env }, stderr: 'ignore' }));
    return () => client.close();
  },
  async http(client, env, more) {
    const { StreamableHTTPServerTransport } = await load('server/streamableHttp');
    const { StreamableHTTPClientTransport } = await load('client/streamableHttp');
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => 'session-1' });
    await (await exports.makeServer(more)).connect(transport);
    const listener = http.createServer((req, res) => void transport.handleRequest(req, res));
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    await client.connect(new StreamableHTTPClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/mcp')));
    return async () => { await client.close(); listener.closeAllConnections(); listener.close(); };
  },
  async websocket(client, env, more) {
    const { WebSocketClientTransport } = await load('client/websocket');
    const { WebSocketServer } = require(process.env.MCP_WS);
    const server = await exports.makeServer(more);
    const listener = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    listener.on('connection', (socket) => void server.connect(new WebSocketServerTransport(socket)));
    await new Promise((resolve) => listener.on('listening', resolve));
    await client.connect(new WebSocketClientTransport(new URL('ws://127.0.0.1:' + listener.address().port)));
    return async () => {
      // Both ends have to agree; what is sent before is lost.
      const closed = new Promise((resolve) => { client.onclose = resolve; });
      await client.close();
      await closed;
      listener.close();
    };
  },
  async sse(client, env, more) {
    const { SSEServerTransport } = await load('server/sse');
    const { SSEClientTransport } = await load('client/sse');
    let transport;
    const listener = http.createServer(async (req, res) => {
      if (req.method !== 'GET') return transport.handlePostMessage(req, res);
      transport = new SSEServerTransport('/messages', res);
      await (await exports.makeServer(more)).connect(transport);
    });
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
    await client.connect(new SSEClientTransport(new URL('http://127.0.0.1:' + listener.address().port + '/sse')));
    return async () => { await client.close(); listener.closeAllConnections(); listener.close(); };
  },
};
`;
