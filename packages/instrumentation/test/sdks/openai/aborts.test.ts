// One rule for whoever stops a call: a caller that changes its mind is no error, a deadline is one.

import { chainStep } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { useTracedOpenAi, majors } from '../../support/traced-openai.ts';

const messages = [{ role: 'user' as const, content: 'Hi' }];
const never: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    const { signal } = init!;
    const stop = (): void => reject(signal!.reason as Error);
    if (signal!.aborted) stop();
    signal!.addEventListener('abort', stop);
  });

describe.each(majors)('openai %s', (version) => {
  const used = useTracedOpenAi(version);
  const ask = (signal: AbortSignal): Promise<unknown> =>
    new used.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: never }).chat.completions.create(
      { model: 'm', messages },
      { signal },
    );
  const stopped = (reason?: unknown): AbortSignal => {
    const controller = new AbortController();
    setImmediate(() => controller.abort(reason));
    return controller.signal;
  };

  it.each([
    ['before it is sent', () => AbortSignal.abort()],
    ['while it waits', () => stopped()],
    ['with a reason of the application', () => stopped(new Error('client gone'))],
  ])('a call that is stopped %s is no error', async (_when, signal) => {
    await expect(ask(signal())).rejects.toThrow(/abort/i);
    const [span] = used.sink.spans();
    expect(span!.status.code).toBe('unset');
    expect(span!.events).toEqual([]);
    expect(span!.attributes).toMatchObject({ 'llm_otel.outcome': 'aborted' });
    expect(span!.attributes).not.toHaveProperty(['error.type']);
    const points = (await used.sink.metrics()).flatMap((metric) => metric.points);
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter(({ attributes }) => 'error.type' in attributes)).toEqual([]);
  });

  it('a step around it is no error either', async () => {
    await expect(chainStep('ask', () => ask(stopped()))).rejects.toThrow(/abort/i);
    expect(used.sink.spans().map(({ status }) => status.code)).toEqual(['unset', 'unset']);
  });
});

/** Sends one chunk, and then nothing until the signal is aborted. */
const oneChunk: typeof fetch = (_url, init) => {
  const event = { id: 'c', choices: [{ index: 0, delta: { content: 'a' }, finish_reason: null }] };
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
      init!.signal!.addEventListener('abort', () => controller.error(init!.signal!.reason));
    },
  });
  const headers = { 'content-type': 'text/event-stream' };
  return Promise.resolve(new Response(body, { headers }));
};

// 4.76 waits for the server all the same.
describe.each(majors.filter((version) => version !== '4.76.0'))(
  'a stream of openai %s',
  (version) => {
    const used = useTracedOpenAi(version);
    it.each([
      ['that its caller stops', () => new AbortController(), 'aborted', 'unset', undefined],
      ['whose deadline passes', () => undefined, 'error', 'error', 'TimeoutError'],
    ])('%s ends so', async (_what, make, outcome, code, type) => {
      const client = new used.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: oneChunk });
      const controller = make();
      const stream = await client.chat.completions.create(
        { model: 'm', messages, stream: true },
        { signal: controller?.signal ?? AbortSignal.timeout(50) },
      );
      for await (const _ of stream) controller?.abort();
      const [span] = used.sink.spans();
      expect(span!.status.code).toBe(code);
      expect(span!.attributes['llm_otel.outcome']).toBe(outcome);
      expect(span!.attributes['error.type']).toBe(type);
    });
  },
);

describe.each(majors)('a deadline of openai %s', (version) => {
  const used = useTracedOpenAi(version);
  it.each([
    ['of a signal', () => AbortSignal.timeout(1)],
    [
      'of one of several signals',
      () => AbortSignal.any([new AbortController().signal, AbortSignal.timeout(1)]),
    ],
  ])('%s that passes is an error', async (_what, signal) => {
    const client = new used.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: never });
    const call = client.chat.completions.create({ model: 'm', messages }, { signal: signal() });
    await expect(call).rejects.toThrow(/abort/i);
    const [span] = used.sink.spans();
    expect(span!.status.code).toBe('error');
    expect(span!.attributes).toMatchObject({
      'llm_otel.outcome': 'error',
      'error.type': 'TimeoutError',
    });
  });

  it('that passes is an error of the step around the call, too', async () => {
    const client = new used.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: never });
    const signal = AbortSignal.timeout(1);
    await expect(
      chainStep('ask', () => client.chat.completions.create({ model: 'm', messages }, { signal })),
    ).rejects.toThrow(/abort/i);
    expect(used.sink.spans().map(({ status }) => status.code)).toEqual(['error', 'error']);
  });

  it('of the client that passes is an error', async () => {
    const client = new used.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: never, timeout: 1 });
    await expect(client.chat.completions.create({ model: 'm', messages })).rejects.toThrow(
      /timed out/,
    );
    expect(used.sink.spans()[0]!.attributes).toMatchObject({
      'llm_otel.outcome': 'error',
      'error.type': 'APIConnectionTimeoutError',
    });
  });
});
