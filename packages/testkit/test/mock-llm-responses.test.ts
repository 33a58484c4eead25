// The Responses and embeddings endpoints of the mock server, seen through the real SDK.
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

const capital = { model: 'gpt-5-mini', input: 'What is the capital of France?' };
const weather = {
  model: 'gpt-5-mini',
  input: 'What is the weather in Paris?',
  tools: [
    {
      type: 'function' as const,
      name: 'get_weather',
      strict: true,
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    },
  ],
};

describe('responses', () => {
  it('answers a question and reports what it cost', async () => {
    const response = await client.responses.create({
      ...capital,
      instructions: 'Answer briefly.',
      reasoning: { effort: 'low' },
    });
    expect(response.output_text).toBe('The capital of France is Paris.');
    expect(response).toMatchObject({
      status: 'completed',
      model: 'gpt-5-mini-2026-01-15',
      output: [{ type: 'reasoning' }, { type: 'message', status: 'completed' }],
      usage: {
        input_tokens: 20,
        input_tokens_details: { cached_tokens: 4 },
        output_tokens: 40,
        output_tokens_details: { reasoning_tokens: 32 },
        total_tokens: 60,
      },
    });
  });

  it('streams typed events in order that build the unstreamed answer', async () => {
    const plain = await client.responses.create(capital);
    mock.reset();
    const events = await readAll(await client.responses.create({ ...capital, stream: true }));
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual([...events.keys()]);
    expect([...new Set(events.map(({ type }) => type))]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    const last = events.at(-1);
    expect(last?.type === 'response.completed' && last.response.output).toEqual(plain.output);
    expect(last?.type === 'response.completed' && last.response.usage).toEqual(plain.usage);
  });

  it('is incomplete at the token limit', async () => {
    const response = await client.responses.create({ ...capital, max_output_tokens: 2 });
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    const events = await readAll(
      await client.responses.create({ ...capital, max_output_tokens: 2, stream: true }),
    );
    expect(events.at(-1)?.type).toBe('response.incomplete');
  });

  it('fails when told', async () => {
    const options = { headers: toHeaders({ fault: 'failed-response' }) };
    expect(await client.responses.create(capital, options)).toMatchObject({
      status: 'failed',
      error: { code: 'server_error' },
    });
    const stream = await client.responses.create({ ...capital, stream: true }, options);
    expect((await readAll(stream)).at(-1)?.type).toBe('response.failed');
  });

  it('calls a tool, streamed too, and answers with its result', async () => {
    const response = await client.responses.stream(weather).finalResponse();
    expect(response.output).toMatchObject([
      { type: 'function_call', name: 'get_weather', arguments: '{"city":"Paris"}' },
    ]);
    const call = response.output[0];
    if (call?.type !== 'function_call') throw new Error('no function call');
    const answer = await client.responses.create({
      ...weather,
      previous_response_id: response.id,
      input: [
        { type: 'function_call_output', call_id: call.call_id, output: '{"temperature":21}' },
      ],
    });
    expect(answer.output_text).toBe('The tool reports: temperature 21.');
  });

  it('retrieves a response again, plain and streamed', async () => {
    const { id, output } = await client.responses.create(capital);
    expect((await client.responses.retrieve(id)).output).toEqual(output);
    const events = await readAll(await client.responses.retrieve(id, { stream: true }));
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { id } });
    await expect(client.responses.retrieve('resp_unknown')).rejects.toMatchObject({ status: 404 });
  });
});

describe('embeddings', () => {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((total, value, index) => total + value * (b[index] ?? 0), 0);

  it('encodes equal vectors as base64, the default, and as numbers', async () => {
    const params = { model: 'text-embedding-3-small', input: 'traces and metrics' };
    const decoded = await client.embeddings.create(params);
    const plain = await client.embeddings.create({ ...params, encoding_format: 'float' });
    expect(mock.requests[0]?.body).toMatchObject({ encoding_format: 'base64' });
    expect(decoded.data[0]?.embedding).toHaveLength(1536);
    expect(decoded.data[0]?.embedding).toEqual(plain.data[0]?.embedding);
    expect(decoded.usage).toEqual({ prompt_tokens: 5, total_tokens: 5 });
  });

  it('gives unit vectors of the wanted size, near for texts that share words', async () => {
    const { data } = await client.embeddings.create({
      model: 'text-embedding-3-large',
      dimensions: 256,
      input: ['When does the office open?', 'The office opens at nine.', 'Cats sleep a lot.'],
    });
    const [asked = [], near = [], far = []] = data.map(({ embedding }) => embedding);
    expect(asked).toHaveLength(256);
    expect(dot(asked, asked)).toBeCloseTo(1, 5);
    expect(dot(asked, near)).toBeGreaterThan(dot(asked, far) + 0.3);
  });

  it('accepts token lists', async () => {
    const { data, usage } = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: [
        [1, 2, 3],
        [4, 5],
      ],
    });
    expect(data).toHaveLength(2);
    expect(usage.prompt_tokens).toBe(5);
  });
});
