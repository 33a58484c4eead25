// What is no success, although the service says so: an error in the place of an answer, and a stream that ends
// before its end.

import { describe, expect, it } from 'vitest';
import { answering, readAll } from '../../content/content-client.ts';
import { useTracedOpenAi } from '../../support/traced-openai.ts';
import { call, chunk, spanOf } from './odd-answers.ts';

const used = useTracedOpenAi('7.59.0');

describe('what is no success', () => {
  it.each([
    [{ code: 429, message: 'Slow down' }, '429'],
    [{ code: '503', message: 'Down' }, '503'],
    [{ code: 'insufficient_quota', type: 'x' }, 'insufficient_quota'],
    [{ type: 'invalid_request_error' }, 'invalid_request_error'],
    ['something', 'error'],
  ])('is an error in the body of a success: %o', async (error, type) => {
    const span = await spanOf(used, { error });
    expect(span.status.code).toBe('error');
    expect(span.attributes).toMatchObject({
      'error.type': type,
      'llm_otel.outcome': 'error',
    });
  });

  it.each([
    [
      'completions',
      (client: typeof used.client) => client.completions.create({ model: 'm', prompt: 'Hi' }),
    ],
    [
      'embeddings',
      (client: typeof used.client) => client.embeddings.create({ model: 'm', input: 'Hi' }),
    ],
  ])('is an error in the body of a success of %s', async (_what, make) => {
    const fetch = answering({ data: [], error: { code: 429, message: 'Slow down' } });
    await make(used.client.withOptions({ fetch }));
    expect(used.sink.spans()[0]!.attributes).toMatchObject({ 'error.type': '429' });
  });

  it.each([
    [
      { code: 429, message: 'Slow down' },
      { 'error.type': '429', 'http.response.status_code': 429 },
    ],
    [
      { code: '502', message: 'Down' },
      { 'error.type': '502', 'http.response.status_code': 502 },
    ],
    [{ code: 7, type: 'overloaded' }, { 'error.type': 'APIError' }],
    [{ code: 'rate_limit_exceeded' }, { 'error.type': 'rate_limit_exceeded' }],
  ])('is an error in a stream that has begun: %o', async (error, attributes) => {
    const fetch = answering([chunk({ content: 'Hel' }), { error }]);
    const stream = await used.client
      .withOptions({ fetch })
      .chat.completions.create({ model: 'm', messages: [], stream: true });
    await expect(readAll(stream)).rejects.toBeInstanceOf(used.OpenAI.APIError);
    expect(used.sink.spans().map((span) => span.attributes)).toMatchObject([attributes]);
  });

  it.each([
    ['after a text', [chunk({ content: 'Hel' })]],
    ['within a tool call', [chunk({ tool_calls: [call(0, 'a', '{"x"')] })]],
    [
      'of one of two choices',
      [chunk({ content: 'a' }, 'stop'), { ...chunk({}), choices: [{ index: 1, delta: {} }] }],
    ],
    ['before anything', []],
    ['after the usage', [{ ...chunk({}), choices: [], usage: { prompt_tokens: 1 } }]],
    ['after chunks without choices', [{ ...chunk({}), choices: [] }, { id: 'c1' }]],
  ])('is a stream that ends before it says why: %s', async (_where, chunks) => {
    const span = await spanOf(used, chunks);
    expect(span.status.code).toBe('error');
    expect(span.attributes).toMatchObject({
      'error.type': 'incomplete_stream',
      'llm_otel.outcome': 'error',
    });
  });

  it.each<[string, object[], (client: typeof used.client) => Promise<unknown>]>([
    ['a completion', [], (own) => own.completions.create({ model: 'm', prompt: '', stream: true })],
    ['a response', [], (own) => own.responses.create({ model: 'm', input: '', stream: true })],
    [
      'a response that has only begun',
      [{ type: 'response.created', response: { id: 'r', status: 'in_progress', output: [] } }],
      (own) => own.responses.create({ model: 'm', input: '', stream: true }),
    ],
    [
      'the helper of chat',
      [],
      (own) => own.chat.completions.stream({ model: 'm', messages: [] }).done(),
    ],
    [
      'the helper of responses',
      [],
      (own) => own.responses.stream({ model: 'm', input: '' }).done(),
    ],
    [
      'a transcription',
      [{ type: 'transcript.text.delta', delta: 'Hel' }],
      (own) =>
        own.audio.transcriptions.create({
          model: 'm',
          file: new File(['a'], 'a.wav'),
          stream: true,
        }),
    ],
    [
      'a picture',
      [{ type: 'image_generation.partial_image', b64_json: '' }],
      (own) => own.images.generate({ model: 'm', prompt: '', stream: true }),
    ],
  ])('is a stream of %s that ends before its end', async (_what, events, make) => {
    const own = used.client.withOptions({ fetch: answering(events) });
    // The helpers themselves object.
    await make(own).then(readAll, () => undefined);
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(span!.attributes).toMatchObject({ 'error.type': 'incomplete_stream' });
    const durations = Object.entries(span!.attributes).filter(([name]) => /first_chunk/.test(name));
    expect(durations.length).toBe(events.length === 0 ? 0 : 1);
  });
});
