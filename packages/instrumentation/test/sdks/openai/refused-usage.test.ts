// Servers that refuse the token counts that LLM_OTEL_STREAM_USAGE=request adds to a request: the application
// gets what it asked for, by every way of reading, and the server is not asked again.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { majors, useTracedOpenAi } from '../../support/traced-openai.ts';

process.env['LLM_OTEL_STREAM_USAGE'] = 'request';

interface Answer {
  readonly status?: number;
  readonly body: string;
  readonly type?: string;
}
type Asked = Readonly<Record<string, unknown>>;

const chunk = (content: string, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'c1', model: 'm-1', created: 1, choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: finish }] })}\n\n`;
const GOOD: Answer = { body: `${chunk('Hel', null)}${chunk('lo', 'stop')}data: [DONE]\n\n` };
const json = (status: number, message: string, more: object = {}): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ error: { message, type: 'invalid_request_error', ...more } }),
});
const REFUSED = json(400, 'Unrecognized request argument supplied: stream_options');
const messages = [{ role: 'user' as const, content: 'Hi' }];
const params = { model: 'm', messages, stream: true as const };

let server: Server;
let asked: Asked[];
/** The n-th answer to requests with what we add, and to those without it. */
let withOption: (count: number) => Answer;
let without: (count: number) => Answer;
let stderr: { mock: { calls: unknown[][] } };

beforeEach(async () => {
  asked = [];
  withOption = () => REFUSED;
  without = () => GOOD;
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += String(part)));
    request.on('end', () => {
      const body = JSON.parse(text) as Asked;
      asked.push(body);
      const asks = 'stream_options' in body;
      const same = asked.filter((other) => 'stream_options' in other === asks);
      const { status = 200, type, body: answer } = (asks ? withOption : without)(same.length);
      response.writeHead(status, { 'content-type': type ?? 'text/event-stream' }).end(answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  vi.restoreAllMocks();
  server.close();
  server.closeAllConnections();
});

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const said = (): string[] =>
  stderr.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('token counts'));
/** For each request: whether it asked for usage. */
const asking = (): boolean[] => asked.map((body) => 'stream_options' in body);

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += (part as OpenAI.ChatCompletionChunk).choices[0]?.delta.content ?? '';
  }
  return text;
}

describe.each(majors)('openai %s', (version) => {
  const used = useTracedOpenAi(version);
  const client = (options: object = {}): OpenAI =>
    new used.OpenAI({ baseURL: url(), apiKey: 'unused', maxRetries: 0, ...options });
  const create = (own: OpenAI = client(), more: object = {}) =>
    own.chat.completions.create({ ...params, ...more });
  const outcomes = (): unknown[] =>
    used.sink.spans().map(({ attributes }) => attributes['llm_otel.outcome']);

  it.each<[string, () => Promise<string>]>([
    ['a loop', async () => textOf(await create())],
    [
      'withResponse()',
      async () => {
        const { data, response } = await create().withResponse();
        return `${await textOf(data)}${response.status === 200 ? '' : response.status}`;
      },
    ],
    [
      'asResponse()',
      async () => {
        const body = await (await create().asResponse()).text();
        return body === GOOD.body ? 'Hello' : body;
      },
    ],
    [
      'a readable stream',
      async () => {
        const stream = (await create()).toReadableStream() as unknown as ReadableStream;
        const lines = (await new Response(stream).text()).trim().split('\n');
        const parsed = lines.map((line) => JSON.parse(line) as object);
        return textOf(
          (async function* () {
            yield* parsed;
          })(),
        );
      },
    ],
    [
      'tee()',
      async () => {
        const [one, two] = (await create()).tee();
        const texts = await Promise.all([textOf(one), textOf(two)]);
        return texts[0] === texts[1] ? texts[0] : 'they differ';
      },
    ],
    [
      'the helper',
      async () => {
        const own = client();
        const { completions } =
          'stream' in own.chat.completions
            ? own.chat
            : (own as unknown as { beta: { chat: OpenAI['chat'] } }).beta.chat;
        const { model } = params;
        return (await completions.stream({ model, messages }).finalContent()) ?? '';
      },
    ],
    [
      '_thenUnwrap()',
      async () => {
        const promise = create() as unknown as {
          _thenUnwrap(
            read: (data: AsyncIterable<unknown>) => unknown,
          ): Promise<AsyncIterable<unknown>>;
        };
        return textOf(await promise._thenUnwrap((data) => data));
      },
    ],
  ])('reads the answer by %s, in one span', async (_way, read) => {
    expect(await read()).toBe('Hello');
    expect(asking()).toEqual([true, false]);
    expect(outcomes()).toEqual(['completed']);
    expect(await read()).toBe('Hello');
    expect(asking()).toEqual([true, false, false]);
    expect(said()).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['422', json(422, 'Extra inputs are not permitted')],
    ['a page', { status: 400, type: 'text/html', body: '<html>Bad Request</html>' }],
    [
      'an error in the stream',
      {
        body: `data: ${JSON.stringify({ error: { message: 'stream_options is not supported' } })}\n\n`,
      },
    ],
    [
      'an error in the stream with a code',
      { body: `data: ${JSON.stringify({ error: { message: 'Bad request', code: 400 } })}\n\n` },
    ],
  ])('takes %s for a refusal', async (_what, answer) => {
    withOption = () => answer;
    expect(await textOf(await create())).toBe('Hello');
    expect(await textOf(await create())).toBe('Hello');
    expect(asking()).toEqual([true, false, false]);
    expect(outcomes()).toEqual(['completed', 'completed']);
  });

  it('serves concurrent steps of a stream whose first step is refused', async () => {
    withOption = () => ({ body: 'data: {"error":{"message":"no stream_options here"}}\n\n' });
    const iterator = (await create())[Symbol.asyncIterator]();
    const steps = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    const texts = steps.map(
      ({ value }) => (value as OpenAI.ChatCompletionChunk | undefined)?.choices[0]!.delta.content,
    );
    expect(texts).toEqual(['Hel', 'lo', undefined]);
    expect(outcomes()).toEqual(['completed']);
  });

  it('lets concurrent first calls through, and says it once', async () => {
    const own = client();
    const texts = await Promise.all([1, 2, 3].map(async () => textOf(await create(own))));
    expect(texts).toEqual(['Hello', 'Hello', 'Hello']);
    expect(said()).toHaveLength(1);
  });

  it.each([401, 403, 404, 429, 500])('leaves %i to the application', async (status) => {
    withOption = () => json(status, 'no');
    await expect(create()).rejects.toMatchObject({ status });
    expect(asking()).toEqual([true]);
    expect(said()).toEqual([]);
  });

  it('throws the error of the request without our addition', async () => {
    without = () => json(400, 'the context is too long', { code: 'context_length_exceeded' });
    const error: unknown = await create().then(undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(used.OpenAI.BadRequestError);
    expect((error as Error).message).toBe('400 the context is too long');
    expect(said()).toEqual([]);
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(span!.attributes).toMatchObject({ 'error.type': 'context_length_exceeded' });
  });

  it('retries no more often than the SDK does', async () => {
    without = () => json(500, 'down');
    await expect(create(client({ maxRetries: 1 }))).rejects.toMatchObject({ status: 500 });
    expect(asking()).toEqual([true, false, false]);
  });

  it.each([{ include_usage: false }, {}, null])('never touches %j', async (options) => {
    withOption = () => GOOD;
    expect(await textOf(await create(client(), { stream_options: options }))).toBe('Hello');
    expect(asked).toEqual([{ ...params, stream_options: options }]);
  });

  it('stops the second try when its caller stops', async () => {
    withOption = () => ({ body: 'data: {"error":{"message":"no stream_options here"}}\n\n' });
    without = () => ({ body: chunk('Hel', null) });
    const stream = await create();
    for await (const _ of stream) stream.controller.abort();
    expect(outcomes()).toEqual(['aborted']);
  });
});
