// The misbehaviour of the mock server, as the real SDK meets it.
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Behaviour, type MockLlm, startMockLlm, toHeaders } from '../src/index.ts';

let mock: MockLlm;
let client: OpenAI;

beforeAll(async () => {
  mock = await startMockLlm();
  client = new OpenAI({ baseURL: mock.url, apiKey: 'unused', maxRetries: 0, logLevel: 'off' });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const params = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Hello' }] };
const ask = (behaviour: Behaviour, options = {}) =>
  client.chat.completions.create(params, { headers: toHeaders(behaviour), ...options });
const stream = (behaviour: Behaviour) =>
  client.chat.completions.create({ ...params, stream: true }, { headers: toHeaders(behaviour) });

/** Reads a stream to its end or its error. */
async function drain(chunks: AsyncIterable<unknown>): Promise<{ count: number; error: unknown }> {
  let count = 0;
  try {
    for await (const _chunk of chunks) count += 1;
    return { count, error: undefined };
  } catch (error) {
    return { count, error };
  }
}

describe('error statuses', () => {
  it.each([
    [400, OpenAI.BadRequestError],
    [401, OpenAI.AuthenticationError],
    [403, OpenAI.PermissionDeniedError],
    [404, OpenAI.NotFoundError],
    [409, OpenAI.ConflictError],
    [422, OpenAI.UnprocessableEntityError],
    [429, OpenAI.RateLimitError],
    [500, OpenAI.InternalServerError],
    [503, OpenAI.InternalServerError],
    [529, OpenAI.InternalServerError],
  ])('%i reaches the caller as the error class of the SDK', async (status, errorClass) => {
    const error = await ask({ status }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status, requestID: 'req_000001', type: expect.any(String) });
  });

  it('names the limit that was reached', async () => {
    await expect(ask({ status: 429 })).rejects.toMatchObject({ code: 'rate_limit_exceeded' });
    await expect(ask({ status: 429, errorCode: 'insufficient_quota' })).rejects.toMatchObject({
      code: 'insufficient_quota',
      type: 'insufficient_quota',
    });
  });

  it('succeeds after as many failures as told', async () => {
    const completion = await ask({ status: 503, failTimes: 2 }, { maxRetries: 2 });
    expect(completion.choices).toHaveLength(1);
    expect(mock.requests).toHaveLength(3);
  });

  it('counts attempts of clients that do not number them', async () => {
    const post = () =>
      fetch(`${mock.url}/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...toHeaders({ status: 500, failTimes: 1 }),
        },
        body: JSON.stringify(params),
      });
    const statuses = [await post(), await post(), await post(), await post()].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([500, 200, 500, 200]);
  });

  it('takes a behaviour for the next request from the test', async () => {
    mock.behaveNext({ status: 500 });
    await expect(ask({})).rejects.toMatchObject({ status: 500 });
    await expect(ask({})).resolves.toBeDefined();
  });

  it.each([
    [{ 'x-mock-fualt': 'cut' }, 'unknown header x-mock-fualt'],
    [{ 'x-mock-status': '200' }, 'x-mock-status cannot be "200"'],
    [{ 'x-mock-fault': 'empty-stream' }, 'empty-stream is for stream only'],
    [{ 'x-mock-fault': 'failed-response' }, 'failed-response is for responses only'],
  ])('refuses the header %o', async (headers, message) => {
    await expect(client.chat.completions.create(params, { headers })).rejects.toThrow(message);
  });

  it('refuses a request without a model or with a broken body', async () => {
    const { model: _model, ...rest } = params;
    await expect(client.chat.completions.create(rest as typeof params)).rejects.toMatchObject({
      status: 400,
    });
    const broken = await fetch(`${mock.url}/chat/completions`, { method: 'POST', body: '{"model' });
    expect(broken.status).toBe(400);
  });
});

describe('broken answers', () => {
  it('resets the connection before any header', async () => {
    await expect(ask({ fault: 'reset' })).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
    expect(await mock.requests[0]?.ended).toBe('broken');
  });

  it('closes the connection in the middle of a body', async () => {
    await expect(ask({ fault: 'cut' })).rejects.toThrow('terminated');
  });

  it('sends a truncated body', async () => {
    await expect(ask({ fault: 'truncated-json' })).rejects.toBeInstanceOf(SyntaxError);
  });

  it('sends HTML with status 200', async () => {
    expect(await ask({ fault: 'html' })).toContain('<!doctype html>');
  });

  it('leaves choices or usage out', async () => {
    expect(await ask({ fault: 'no-choices' })).not.toHaveProperty('choices');
    expect(await ask({ fault: 'null-usage' })).toHaveProperty('usage', null);
  });

  it('holds an unstreamed answer back at a gate until the client gives up', async () => {
    const controller = new AbortController();
    const answer = ask({ gate: 'never' }, { signal: controller.signal });
    await mock.gate('never').reached();
    controller.abort();
    await expect(answer).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    expect(await mock.requests[0]?.ended).toBe('aborted');
  });
});

describe('broken streams', () => {
  it('cuts the connection after the wanted number of events', async () => {
    const { count, error } = await drain(await stream({ fault: 'cut', faultAfter: 3 }));
    expect(count).toBe(3);
    expect(error).toMatchObject({ message: 'terminated' });
    expect(await mock.requests[0]?.ended).toBe('broken');
  });

  it('sends an error event', async () => {
    const { count, error } = await drain(await stream({ fault: 'error-event' }));
    expect(count).toBe(2);
    expect(error).toBeInstanceOf(OpenAI.APIError);
  });

  it('sends an error event in the form of the Responses API', async () => {
    const events = await client.responses.create(
      { model: 'gpt-5-mini', input: 'Hello', stream: true },
      { headers: toHeaders({ fault: 'error-event' }) },
    );
    expect((await drain(events)).error).toBeInstanceOf(OpenAI.APIError);
  });

  it('sends a chunk that is no JSON', async () => {
    const { count, error } = await drain(await stream({ fault: 'malformed-chunk', faultAfter: 1 }));
    expect(count).toBe(1);
    expect(error).toBeInstanceOf(SyntaxError);
  });

  it('ends without any event', async () => {
    expect(await drain(await stream({ fault: 'empty-stream' }))).toEqual({
      count: 0,
      error: undefined,
    });
  });

  it('breaks at the last event when told to break behind it', async () => {
    const { error } = await drain(await stream({ fault: 'error-event', faultAfter: 500 }));
    expect(error).toBeInstanceOf(OpenAI.APIError);
  });
});
