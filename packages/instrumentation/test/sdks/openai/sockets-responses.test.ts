// Responses over a socket: one span for each, told apart by lanes.

import { socketResponse, type SocketEvent } from '@llm-otel/testkit';
import type { Attributes } from '@opentelemetry/api';
import type { ResponsesWS } from 'openai/resources/responses/ws';
import { describe, expect, it } from 'vitest';
import { useTracedSockets } from '../../support/traced-sockets.ts';

const canary = 'canary-0d3e';
const request = { type: 'response.create', model: 'gpt-4o', input: canary } as const;

describe.each([
  ['7.59.0', 'resources/responses/ws'],
  ['7.59.0', 'resources/beta/responses/ws'],
  ['7.0.0', 'resources/responses/ws'],
  ['6.49.0', 'resources/responses/ws'],
  ['6.49.0', 'resources/beta/responses/ws'],
] as const)('openai %s, %s', (version, file) => {
  const traced = useTracedSockets(version, file);
  const attributes = (): Attributes[] => traced.sink.spans().map((span) => span.attributes);
  const outcomes = (): unknown[] =>
    attributes().map((each) => each['error.type'] ?? each['llm_otel.outcome']);
  const open = (options?: ConstructorParameters<typeof ResponsesWS>[1]) => {
    const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
    return traced.open((client) => new Socket(client, options));
  };
  const ended = (socket: ResponsesWS): Promise<unknown> =>
    new Promise((resolve) => socket.on('close', resolve));

  it('describes a response like its twin over HTTP', async () => {
    const { model, input } = request;
    const response = await traced.client.responses.create({ model, input, temperature: 0.5 });
    const overHttp = attributes()[0];
    await traced.sink.reset();
    const { socket, session } = await open();
    socket.send({ ...request, temperature: 0.5 });
    const asked = await session.receive('response.create');
    session.send(...socketResponse(asked));
    await traced.heard(socket, session);
    expect(attributes()).toEqual([
      {
        ...overHttp,
        'gen_ai.request.stream': true,
        'gen_ai.response.time_to_first_chunk': expect.any(Number),
        'server.port': traced.sockets.port,
      },
    ]);
    expect(overHttp).toMatchObject({ 'gen_ai.response.id': response.id });
    expect(traced.sink.toJson()).not.toContain(canary);
  });

  it('knows a request that is sent as text, and one that waits for the connection', async () => {
    const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
    const { socket, session } = await traced.open((client) => {
      const connecting = new Socket(client);
      connecting.sendRaw(JSON.stringify(request));
      connecting.sendRaw('{ no JSON, response.create');
      connecting.sendRaw(new Uint8Array([123, 125]).buffer);
      return connecting;
    });
    await session.receive('response.create');
    session.send(...socketResponse(request));
    await traced.heard(socket, session);
    expect(attributes()).toMatchObject([
      { 'gen_ai.request.model': 'gpt-4o', 'llm_otel.outcome': 'completed' },
    ]);
  });

  it('tells lanes apart, and in a lane one response from the next', async () => {
    const { socket, session } = await open();
    const asked = ['a', 'b', 'a', undefined].map((lane, index) => ({
      ...request,
      max_output_tokens: index + 1,
      ...(lane !== undefined && { stream_id: lane }),
    }));
    for (const each of asked) socket.send(each as typeof request);
    const [first, second, third, fourth] = asked.map((each, index) =>
      socketResponse(each, `00000${index}`),
    ) as [SocketEvent[], SocketEvent[], SocketEvent[], SocketEvent[]];
    session.send(...fourth.slice(0, 3), ...second.slice(0, 2), ...first.slice(0, 4));
    session.send(...second.slice(2), ...first.slice(4), ...third, ...fourth.slice(3));
    await traced.heard(socket, session);
    expect(
      attributes().map((each) => [
        each['gen_ai.request.max_tokens'],
        each['gen_ai.response.id'],
        each['llm_otel.outcome'],
      ]),
    ).toEqual([
      [2, 'resp_000001', 'completed'],
      [1, 'resp_000000', 'completed'],
      [3, 'resp_000002', 'completed'],
      [4, 'resp_000003', 'completed'],
    ]);
  });

  it('records the successor that the server begins by itself', async () => {
    const { socket, session } = await open();
    socket.send(request);
    const [created, ...rest] = socketResponse(request);
    session.send(created!, { type: 'response.steer.accepted', steer: {} }, ...rest);
    session.send({ type: 'response.steer.pending', steer: {} });
    session.send(...socketResponse(request, '000002'));
    await traced.heard(socket, session);
    expect(attributes().map((each) => each['gen_ai.response.id'])).toEqual([
      'resp_000001',
      'resp_000002',
    ]);
    expect(attributes()[1]).toMatchObject({ 'gen_ai.request.model': expect.any(String) });
  });

  it.each([
    [
      'in an envelope',
      { type: 'error', status: 400, error: { code: 'invalid_prompt', message: 'No' } },
    ],
    ['as it is in a stream', { type: 'error', code: 'invalid_prompt', message: 'No', param: null }],
  ])('fails the response of a lane whose error comes %s', async (_name, error) => {
    const { socket, session } = await open();
    socket.send({ ...request, stream_id: 'a' } as typeof request);
    socket.send({ ...request, stream_id: 'b' } as typeof request);
    const [created] = socketResponse({ ...request, stream_id: 'a' });
    session.send({ ...error, stream_id: 'b' }, created!, { ...error, stream_id: 'a' });
    session.send({ ...error, stream_id: 'c' }, error);
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['invalid_prompt', 'invalid_prompt']);
    expect(traced.sink.spans()).toMatchObject([
      { status: { code: 'error', message: 'invalid_prompt' } },
      { attributes: { 'gen_ai.response.id': 'resp_000001' } },
    ]);
  });

  it('describes a response that fails', async () => {
    const { socket, session } = await open();
    socket.send(request);
    const [created] = socketResponse(request);
    const response = {
      ...(created!['response'] as object),
      status: 'failed',
      error: { code: 'server_error', message: 'Sorry' },
    };
    session.send(created!, { type: 'response.failed', response });
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['server_error']);
  });

  it('gives a response up whose lane goes on without its end', async () => {
    const { socket, session } = await open();
    socket.send(request);
    socket.send(request);
    session.send(...socketResponse(request).slice(0, 3), ...socketResponse(request, '000002'));
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['abandoned', 'completed']);
  });

  it('aborts what runs when the application closes the socket', async () => {
    const { socket, session } = await open();
    socket.send(request);
    await session.receive('response.create');
    session.send(...socketResponse(request).slice(0, 2));
    await traced.heard(socket, session);
    const closed = ended(socket);
    socket.close();
    expect(outcomes()).toEqual(['aborted']);
    await closed;
    socket.send(request);
    expect(outcomes()).toEqual(['aborted', 'not_sent']);
  });

  it('fails what runs when the connection breaks', async () => {
    const { socket, session } = await open();
    socket.send(request);
    await session.receive('response.create');
    const closed = ended(socket);
    session.terminate();
    await closed;
    expect(outcomes()).toEqual(['connection_closed']);
  });

  it('fails what waits for a connection that never comes', async () => {
    const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
    const nowhere = new traced.OpenAI({ baseURL: 'http://127.0.0.1:1/v1', apiKey: 'unused' });
    const socket = new Socket(nowhere);
    socket.on('error', () => undefined);
    socket.send(request);
    await ended(socket);
    expect(outcomes()).toEqual(['connection_closed']);
  });

  it('takes nothing that is said of additional input for a part of a response', async () => {
    const { socket, session } = await open();
    socket.send(request);
    await session.receive('response.create');
    session.send({ type: 'response.steer.failed', steer: {} });
    await traced.heard(socket, session);
    socket.close();
    expect(outcomes()).toEqual(['aborted']);
    expect(attributes()[0]).not.toHaveProperty('gen_ai.response.time_to_first_chunk');
  });

  it('fails what ran on a connection that is replaced, and goes on with the next', async () => {
    const { socket, session } = await open({
      reconnect: { onReconnecting: () => undefined, initialDelay: 1 },
    });
    socket.send(request);
    await session.receive('response.create');
    const reconnected = new Promise<void>((resolve) => socket.on('reconnected', resolve));
    // Kept until there is a connection again.
    socket.on('reconnecting', () => socket.send(request));
    session.terminate();
    const next = await traced.sockets.session();
    await reconnected;
    expect(outcomes()).toEqual(['connection_closed']);
    await next.receive('response.create');
    next.send(...socketResponse(request));
    await traced.heard(socket, next);
    expect(outcomes()).toEqual(['connection_closed', 'completed']);
  });
});
