// A client that calls every tool of a server, as a task where the tool wants one, and answers what the server asks.

/** Its source. It prints what comes back, and how each call ends. */
export const EVERY_TOOL = `
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { SSEClientTransport } = await import('@modelcontextprotocol/sdk/client/sse.js');
  const types = await import('@modelcontextprotocol/sdk/types.js');
  const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
  const valueOf = ({ type, enum: values, format, minimum, minLength, properties, required }) =>
    values ? values[0]
    : type === 'object' ? Object.fromEntries(Object.entries(properties ?? {}).map(([name, one]) => [name, valueOf(one)]))
    : type === 'boolean' ? true
    : type === 'number' || type === 'integer' ? minimum ?? 3
    : { email: 'user@example.com', date: '2026-11-30', uri: 'https://example.com/' }[format] ?? 'word'.repeat(Math.ceil((minLength ?? 1) / 4));
  const makeClient = () => {
    const client = new Client({ name: 'every-tool', version: '1.0.0' }, { capabilities: { elicitation: { form: {} }, sampling: {} } });
    client.setRequestHandler(types.ElicitRequestSchema, ({ params }) => {
      show('asked', params.message);
      return { action: 'accept', content: valueOf(params.requestedSchema) };
    });
    client.setRequestHandler(types.CreateMessageRequestSchema, ({ params }) => {
      show('sampled', params.messages);
      return { model: 'mock', role: 'assistant', content: { type: 'text', text: 'an answer' } };
    });
    return client;
  };
  const url = new URL(process.argv[2]);
  let client = makeClient();
  try {
    await client.connect(new StreamableHTTPClientTransport(url));
  } catch (error) {
    show('old', error.constructor.name);
    client = makeClient();
    await client.connect(new SSEClientTransport(url));
  }
  const { tools } = await client.listTools();
  for (const { name, inputSchema, execution } of tools) {
    const params = { name, arguments: valueOf(inputSchema) };
    try {
      if (execution?.taskSupport === 'required') {
        const stream = client.experimental.tasks.callToolStream(params, types.CallToolResultSchema, { task: { ttl: 60_000 } });
        for await (const { type, task, result } of stream) if (type !== 'taskStatus') show(name, type, task?.status, result);
      } else show(name, await client.callTool(params));
    } catch (error) {
      show(name, error.constructor.name, error.code, error.message);
    }
  }
  await client.close();`;
