// The chat endpoint of the mock server, seen through the real SDK.
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MockLlm, startMockLlm, toHeaders } from '../src/index.ts';
import { readAll } from './read-all.ts';

let mock: MockLlm;
let client: OpenAI;

beforeAll(async () => {
  mock = await startMockLlm();
  client = new OpenAI({ baseURL: mock.url, apiKey: 'unused' });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const question = (content: string) => [{ role: 'user' as const, content }];
const capital = { model: 'gpt-4o-mini', messages: question('What is the capital of France?') };

describe('chat', () => {
  it('answers a question and reports what it cost', async () => {
    const completion = await client.chat.completions.create({
      ...capital,
      messages: [{ role: 'system', content: 'Answer briefly.' }, ...capital.messages],
      reasoning_effort: 'low',
    });
    expect(completion.choices[0]?.message.content).toBe('The capital of France is Paris.');
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion._request_id).toBe('req_000001');
    expect(completion).toMatchObject({
      model: 'gpt-4o-mini-2026-01-15',
      service_tier: 'default',
      system_fingerprint: expect.stringMatching(/^fp_/),
      usage: {
        prompt_tokens: 20,
        completion_tokens: 40,
        total_tokens: 60,
        prompt_tokens_details: { cached_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 32 },
      },
    });
  });

  it('answers the same request with the same body after a reset', async () => {
    const first = await client.chat.completions.create(capital);
    mock.reset();
    expect(await client.chat.completions.create(capital)).toEqual(first);
  });

  it('answers out of the context passages it is given', async () => {
    const completion = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: 'Answer from the context only.' },
        {
          role: 'user',
          content:
            'Context:\n[1] The office opens at nine. Lunch is at noon.\n[2] Cats sleep a lot.\n\n' +
            'Question: When does the office open?',
        },
      ],
    });
    expect(completion.choices[0]?.message.content).toBe(
      'According to the context: The office opens at nine.',
    );
  });

  it('gives as many choices as were asked for', async () => {
    const { choices } = await client.chat.completions.create({ ...capital, n: 3 });
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(choices.map(({ message }) => message.content)).size).toBe(3);
  });

  it('stops at the token limit', async () => {
    const completion = await client.chat.completions.create({
      ...capital,
      max_completion_tokens: 2,
    });
    expect(completion.choices[0]).toMatchObject({
      finish_reason: 'length',
      message: { content: 'The capi' },
    });
  });

  it('refuses and filters when told', async () => {
    const refusal = await client.chat.completions.create(capital, {
      headers: toHeaders({ refusal: true }),
    });
    expect(refusal.choices[0]?.message).toMatchObject({
      content: null,
      refusal: expect.stringContaining('sorry'),
    });
    const filtered = await client.chat.completions.create(capital, {
      headers: toHeaders({ finishReason: 'content_filter' }),
    });
    expect(filtered.choices[0]?.finish_reason).toBe('content_filter');
  });

  it('fills a schema that the answer has to follow', async () => {
    const completion = await client.chat.completions.parse({
      ...capital,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'place',
          schema: {
            type: 'object',
            properties: { name: { type: 'string' }, rank: { type: 'integer' } },
          },
        },
      },
    });
    expect(JSON.parse(completion.choices[0]?.message.content ?? '')).toEqual({
      name: 'France',
      rank: 1,
    });
  });

  it('records method, path, headers and body of each request', async () => {
    await client.chat.completions.create(capital, { headers: { traceparent: '00-a-b-01' } });
    expect(mock.requests).toHaveLength(1);
    expect(mock.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { traceparent: '00-a-b-01' },
      body: capital,
      rawBody: JSON.stringify(capital),
      aborted: false,
    });
    expect(await mock.requests[0]?.ended).toBe('complete');
  });

  it('lists models and refuses unknown paths', async () => {
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toContain('gpt-4o-mini');
    await expect(client.vectorStores.list()).rejects.toMatchObject({
      status: 404,
      code: 'unknown_url',
    });
    expect((await fetch(mock.url.replace('/v1', '/health'))).status).toBe(200);
  });
});

describe('streamed chat', () => {
  it('sends the text in several chunks and usage only when asked for', async () => {
    const read = async (include_usage: boolean) => {
      const stream = await client.chat.completions.create({
        ...capital,
        stream: true,
        stream_options: { include_usage },
      });
      return readAll(stream);
    };
    const chunks = await read(true);
    const texts = chunks.flatMap(({ choices }) => choices[0]?.delta.content ?? []);
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.join('')).toBe('The capital of France is Paris.');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 20 } });
    expect((await read(false)).some(({ usage }) => usage)).toBe(false);
  });

  it('interleaves parallel choices', async () => {
    const stream = await client.chat.completions.create({ ...capital, n: 2, stream: true });
    const order = (await readAll(stream)).map(({ choices }) => choices[0]?.index);
    expect(order.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('sends as many chunks and characters as told', async () => {
    const stream = await client.chat.completions.create(
      { ...capital, stream: true },
      { headers: toHeaders({ chunks: 1000, contentChars: 20_000 }) },
    );
    const texts = (await readAll(stream)).flatMap(({ choices }) => choices[0]?.delta.content || []);
    expect(texts).toHaveLength(1000);
    expect(texts.join('')).toHaveLength(20_000);
  });

  it('waits at a gate until the test lets the next chunk pass', async () => {
    const gate = mock.gate('chunks');
    const stream = await client.chat.completions.create(
      { ...capital, stream: true },
      { headers: toHeaders({ gate: 'chunks' }) },
    );
    const iterator = stream[Symbol.asyncIterator]();
    await gate.reached();
    expect(mock.requests[0]?.eventsSent).toBe(0);
    gate.release();
    expect((await iterator.next()).value?.choices[0]?.delta).toMatchObject({ role: 'assistant' });
    await gate.reached();
    expect(mock.requests[0]?.eventsSent).toBe(1);
    gate.open();
    let last = await iterator.next();
    while (!last.done && !last.value.choices[0]?.finish_reason) last = await iterator.next();
    expect(last.value?.choices[0]?.finish_reason).toBe('stop');
  });

  it('notices that the client has gone', async () => {
    const stream = await client.chat.completions.create(
      { ...capital, stream: true },
      { headers: toHeaders({ gate: 'left' }) },
    );
    await mock.gate('left').reached();
    expect(mock.requests[0]?.aborted).toBe(false);
    stream.controller.abort();
    expect(await mock.requests[0]?.ended).toBe('aborted');
    expect(mock.requests[0]?.aborted).toBe(true);
  });
});

describe('legacy completions', () => {
  it('answers plain and streamed with equal text', async () => {
    const params = { model: 'gpt-3.5-turbo-instruct', prompt: 'What is the capital of France?' };
    const plain = await client.completions.create(params);
    const chunks = await readAll(await client.completions.create({ ...params, stream: true }));
    expect(plain.choices[0]?.text).toBe('The capital of France is Paris.');
    expect(chunks.map(({ choices }) => choices[0]?.text).join('')).toBe(plain.choices[0]?.text);
  });
});
